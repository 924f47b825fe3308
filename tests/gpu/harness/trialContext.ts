import { noMatrixUnit, type MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import { requestAdapter } from "../../../src/gpu/adapter.ts";
import { GpuDevice, requestDevice } from "../../../src/gpu/gpuDevice.ts";
import { Arena } from "../../../src/measure/arena.ts";
import { createGpuContext, type GpuContext } from "../../../src/measure/gpuContext.ts";
import { Random } from "../../../src/measure/random.ts";

const seed = 7;

export const openDevice = async (): Promise<GpuDevice> => {
  const adapter = await requestAdapter("auto");
  if (adapter.status !== "ready") throw new Error(adapter.failure.message);
  const outcome = await requestDevice(adapter.adapter);
  if (outcome.status !== "ready") throw new Error(outcome.failure.message);
  return outcome.gpu;
};

/** One device serves all trials, as a browser gives only so many. */
let opened: Promise<GpuContext> | undefined;

export const sharedContext = (): Promise<GpuContext> => {
  opened ??= openDevice().then((gpu) => {
    offered = gpu.matrix;
    return createGpuContext(gpu, seed);
  });
  return opened;
};

let offered = noMatrixUnit;

/** Of the shared device, once it is open. */
export const matrixOffer = (): MatrixOffer => offered;

/**
 * The shared device with memory and chance of its own: equal trials get equal inputs, bit for bit.
 * `bufferBytes` is the most that one binding holds, to split weights over several.
 */
export const trialContext = async (bufferBytes?: number): Promise<GpuContext> => {
  const shared = await sharedContext();
  const arena = new Arena(shared.gpu, shared.filler, seed, bufferBytes);
  return { ...shared, arena, random: new Random(seed) };
};
