import type { Verification } from "../domain/result.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";

/** One dispatch a repetition, each adding 1 to the count that the one before left. */
export const createDispatchWork = (
  { gpu, passes }: GpuContext,
  pipeline: GPUComputePipeline,
): PreparedWork => {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const count = gpu.createBuffer(16, usage, "count");
  let expected = 0;
  const witness = (_repetition: number, workgroups: number): Witness => {
    expected = (expected + workgroups) >>> 0;
    const now = expected;
    return {
      range: { buffer: count, offset: 0, bytes: 4 },
      verify: ([actual]) =>
        actual === now ? undefined : `${actual} dispatches were counted instead of ${now}`,
    };
  };
  const dispatch = {
    pipeline,
    buffers: [{ buffer: count }],
    parameters: new Uint32Array(2),
    workgroups: 1,
  };
  const change = (): void => {
    expected = (expected + 0x10000) >>> 0;
    gpu.device.queue.writeBuffer(count, 0, new Uint32Array([expected]));
  };
  const work = new GpuWork(gpu, passes, { repetitions: [[dispatch]], change, witness });
  return {
    work,
    dispatchesPerRepetition: 1,
    prove: async (): Promise<Verification> => {
      await work.runRepetition(1); // the witness of the pass is the whole output
      return { status: "passed", maxRelativeError: 0, tolerance: 0 };
    },
    release: () => {
      work.release();
      gpu.release([count]);
    },
  };
};
