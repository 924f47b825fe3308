import { GpuDevice } from "../gpu/gpuDevice.ts";
import { PassQueue } from "../gpu/passQueue.ts";
import type { Bytes } from "../domain/units.ts";
import { Arena } from "./arena.ts";
import { Filler } from "./fill.ts";
import { Pipelines } from "./pipelines.ts";
import { Random } from "./random.ts";

/** What every measurement on one device shares. */
export interface GpuContext {
  readonly gpu: GpuDevice;
  readonly passes: PassQueue;
  readonly filler: Filler;
  readonly arena: Arena;
  readonly random: Random;
  readonly pipelines: Pipelines;
}

export const createGpuContext = async (
  gpu: GpuDevice,
  seed: number,
  bufferBytes?: Bytes,
): Promise<GpuContext> => {
  const passes = new PassQueue(gpu);
  const filler = await Filler.create(gpu, passes);
  return {
    gpu,
    passes,
    filler,
    arena: new Arena(gpu, filler, seed, bufferBytes),
    random: new Random(seed),
    pipelines: new Pipelines(gpu),
  };
};
