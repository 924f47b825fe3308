import { seenTokens } from "../../domain/forwardModel.ts";
import type { Bytes } from "../../domain/units.ts";
import { f16Words, hash } from "../../kernels/inputs.ts";
import type { StepTask } from "../../workloads/stepPlan.ts";
import type { GpuContext } from "../gpuContext.ts";

/** Keys and values of one layer, f16: of every sequence, KV head and position. */
export interface LayerCache {
  readonly keys: GPUBuffer;
  readonly values: GPUBuffer;
  /** Positions of a sequence; a later one takes the place of the oldest. */
  readonly capacity: number;
}

export interface StepCaches {
  readonly layers: readonly LayerCache[];
  release(): void;
}

const valueBytes = 2;

/** What a cache is for. */
export type CacheTask = Pick<StepTask, "model" | "sequences" | "rowsPerSequence" | "context">;

/**
 * Positions that a layer keeps: in decode those that its newest token sees. A prompt's tokens are written before
 * the first of them has looked back, so that all of them are kept.
 */
const capacityOf = ({ model, rowsPerSequence, context }: CacheTask, layer: number): number =>
  rowsPerSequence === 1 ? seenTokens(model, layer, context) : context;

/** Of the keys, or of the values, of one layer. */
const layerBytes = (task: CacheTask, layer: number): Bytes => {
  const { kvHeads, headDim } = task.model;
  return task.sequences * kvHeads * capacityOf(task, layer) * headDim * valueBytes;
};

/** What keys and values of all layers take. */
export const cacheBytes = (task: CacheTask): Bytes =>
  Array.from({ length: task.model.layers }, (_, layer) => 2 * layerBytes(task, layer)).reduce(
    (sum, bytes) => sum + bytes,
    0,
  );

/**
 * Memory for the keys and values of all layers, filled with pseudo-random f16 as if that many tokens had
 * been read; undefined where the device has not so much, or a binding does not hold a layer's.
 */
export const createCaches = async (
  { gpu, filler }: GpuContext,
  task: CacheTask,
): Promise<StepCaches | undefined> => {
  const { layers } = task.model;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const buffers: GPUBuffer[] = [];
  for (let i = 0; i < 2 * layers; i++) {
    const bytes = layerBytes(task, Math.floor(i / 2));
    const isBindable = bytes <= gpu.limits.maxStorageBufferBindingSize;
    const label = i % 2 === 0 ? "keys" : "values";
    const buffer = isBindable ? await gpu.allocate(bytes, usage, label) : undefined;
    if (!buffer) {
      gpu.release(buffers);
      return undefined;
    }
    buffers.push(buffer);
    await filler.fill(buffer, bytes, { seed: hash(0xcac4e + i), pattern: f16Words.pattern });
  }
  return {
    layers: Array.from({ length: layers }, (_, layer) => ({
      keys: buffers[2 * layer]!,
      values: buffers[2 * layer + 1]!,
      capacity: capacityOf(task, layer),
    })),
    release: () => gpu.release(buffers),
  };
};
