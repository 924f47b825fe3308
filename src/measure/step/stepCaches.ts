import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { Bytes } from "../../domain/units.ts";
import { f16Words, hash } from "../../kernels/inputs.ts";
import type { GpuContext } from "../gpuContext.ts";

/** Keys and values of one layer, f16: of every sequence, KV head and position. */
export interface LayerCache {
  readonly keys: GPUBuffer;
  readonly values: GPUBuffer;
}

export interface StepCaches {
  readonly layers: readonly LayerCache[];
  /** Positions of a sequence. */
  readonly capacity: number;
  release(): void;
}

const valueBytes = 2;

/** Of the keys, or of the values, of one layer. */
const layerBytes = (
  { kvHeads, headDim }: ForwardModel,
  sequences: number,
  capacity: number,
): Bytes => sequences * kvHeads * capacity * headDim * valueBytes;

/** What keys and values of all layers take. */
export const cacheBytes = (model: ForwardModel, sequences: number, capacity: number): Bytes =>
  2 * model.layers * layerBytes(model, sequences, capacity);

/**
 * Memory for the keys and values of all layers, filled with pseudo-random f16 as if that many tokens had
 * been read; undefined where the device has not so much, or a binding does not hold a layer's.
 */
export const createCaches = async (
  { gpu, filler }: GpuContext,
  model: ForwardModel,
  sequences: number,
  capacity: number,
): Promise<StepCaches | undefined> => {
  const bytes = layerBytes(model, sequences, capacity);
  if (bytes > gpu.limits.maxStorageBufferBindingSize) return undefined;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const buffers: GPUBuffer[] = [];
  for (let i = 0; i < 2 * model.layers; i++) {
    const buffer = await gpu.allocate(bytes, usage, i % 2 === 0 ? "keys" : "values");
    if (!buffer) {
      gpu.release(buffers);
      return undefined;
    }
    buffers.push(buffer);
    await filler.fill(buffer, bytes, { seed: hash(0xcac4e + i), pattern: f16Words.pattern });
  }
  return {
    layers: Array.from({ length: model.layers }, (_, layer) => ({
      keys: buffers[2 * layer]!,
      values: buffers[2 * layer + 1]!,
    })),
    capacity,
    release: () => gpu.release(buffers),
  };
};
