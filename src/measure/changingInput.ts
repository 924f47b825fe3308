import type { GpuDevice } from "../gpu/gpuDevice.ts";
import { f32Words, regenerate } from "../kernels/inputs.ts";
import { activationBytes, activationStride } from "../kernels/matrixLayout.ts";
import type { Random } from "./random.ts";

const groupLength = 32;
const factors = [1, 1 / 2, 1 / 4, 1 / 8] as const;

/** In turn, another for each neighbour along and across rows. */
const spreadGroups = (values: Float32Array, row: number): void => {
  for (let first = 0; first < values.length; first += groupLength) {
    const factor = factors[(row + first / groupLength) % factors.length]!;
    const end = Math.min(first + groupLength, values.length);
    for (let i = first; i < end; i++) values[i] = factor * values[i]!;
  }
};

/**
 * Rows of f32 activations on the GPU with a copy on the CPU, of which one word changes with every
 * sample. Padding is zero, as kernels may read it.
 */
export class ChangingInput {
  readonly buffer: GPUBuffer;
  readonly stride: number;
  readonly values: Float32Array;
  /** Where the last change was, in `values`. */
  changed = 0;
  readonly #gpu: GpuDevice;
  readonly #random: Random;
  readonly #rows: number;
  readonly #columns: number;
  #changes = 0;

  /** `spread`: groups of 32 differ in size, so that what is scaled by another group's size is found out. */
  constructor(
    gpu: GpuDevice,
    random: Random,
    rows: number,
    columns: number,
    { spread = false } = {},
  ) {
    this.#gpu = gpu;
    this.#random = random;
    this.#rows = rows;
    this.#columns = columns;
    this.stride = activationStride(columns);
    this.buffer = gpu.createBuffer(
      activationBytes(rows, columns),
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      "input",
    );
    this.values = new Float32Array(rows * this.stride);
    const words = new Uint32Array(columns);
    const seed = random.below(2 ** 32);
    for (let row = 0; row < rows; row++) {
      regenerate(f32Words.pattern, seed, row * columns, words);
      const values = this.values.subarray(row * this.stride, row * this.stride + columns);
      f32Words.decode(words, values);
      if (spread) spreadGroups(values, row);
    }
    gpu.device.queue.writeBuffer(this.buffer, 0, this.values);
  }

  /**
   * Changes one word of `row`, a random one where none is given, and its sign: a kernel that brings its
   * input to few bits has to see the change as well.
   */
  change(row = this.#random.below(this.#rows)): void {
    this.changed = row * this.stride + this.#random.below(this.#columns);
    const word = new Uint32Array(1);
    const value = new Float32Array(1);
    regenerate(f32Words.pattern, this.#changes++, 0x5eed, word);
    f32Words.decode(word, value);
    value[0] = -Math.sign(this.values[this.changed]!) * Math.abs(value[0]!);
    this.values.set(value, this.changed);
    this.#gpu.device.queue.writeBuffer(this.buffer, this.changed * 4, value);
  }
}
