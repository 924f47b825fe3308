import type { Bytes } from "../domain/units.ts";
import { hash, type WordFormat } from "../kernels/inputs.ts";
import { blockBytes, rowLayout } from "../kernels/matrixLayout.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { Filler } from "./fill.ts";
import type { ArenaBuffer, WeightMatrix } from "./weightPlacement.ts";

/** Buffers are no larger than this even where a binding could be: a refusal then costs less. */
const largestBuffer: Bytes = 2 ** 30;
const bufferMultiple: Bytes = 4096;

/** The GPU memory that holds weights: grown as needed, filled for one format at a time. */
export class Arena {
  readonly #gpu: GpuDevice;
  readonly #filler: Filler;
  readonly #seed: number;
  readonly #bufferBytes: Bytes;
  readonly #buffers: ArenaBuffer[] = [];
  #filled: { readonly format: WordFormat; readonly buffers: number } | undefined;

  /** `bufferBytes` is the most that one binding holds; tests lower it to split matrices. */
  constructor(gpu: GpuDevice, filler: Filler, seed: number, bufferBytes: Bytes = largestBuffer) {
    const { maxStorageBufferBindingSize, maxBufferSize } = gpu.limits;
    const most = Math.min(bufferBytes, maxStorageBufferBindingSize, maxBufferSize);
    this.#gpu = gpu;
    this.#filler = filler;
    this.#seed = seed;
    this.#bufferBytes = Math.floor(most / bufferMultiple) * bufferMultiple;
  }

  get buffers(): readonly ArenaBuffer[] {
    return this.#buffers;
  }

  get isFilled(): boolean {
    return this.#filled !== undefined;
  }

  /** What the words are now. */
  get format(): WordFormat {
    if (!this.#filled) throw new Error("the arena was not filled");
    return this.#filled.format;
  }

  get bytes(): Bytes {
    return this.#buffers.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Grows to at least `bytes` as far as the device has memory. Says whether it had. No interface gives
   * what is free: where a buffer is refused, half of it is asked for, and half of that.
   */
  async grow(bytes: Bytes): Promise<boolean> {
    while (this.bytes < bytes) {
      const size = Math.min(bytes - this.bytes, this.#bufferBytes);
      const added =
        (await this.#add(size)) || (await this.#add(size / 2)) || (await this.#add(size / 4));
      if (!added) return false;
    }
    return true;
  }

  async #add(atLeast: Bytes): Promise<boolean> {
    const bytes = Math.ceil(atLeast / bufferMultiple) * bufferMultiple;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = await this.#gpu.allocate(bytes, usage, "weights");
    if (!buffer) return false;
    this.#buffers.push({ buffer, bytes, seed: hash(this.#seed + this.#buffers.length) });
    return true;
  }

  /** Gives the last buffers back until at most `bytes` are left. */
  shrink(bytes: Bytes): void {
    while (this.bytes > bytes) {
      const last = this.#buffers.pop();
      if (last) this.#gpu.release([last.buffer]);
    }
    if (this.#filled) {
      this.#filled = {
        ...this.#filled,
        buffers: Math.min(this.#filled.buffers, this.#buffers.length),
      };
    }
  }

  /** Writes every word for `format`; buffers that hold it already are left as they are. */
  async fill(format: WordFormat): Promise<void> {
    const done = this.#filled?.format === format ? this.#filled.buffers : 0;
    for (const { buffer, bytes, seed } of this.#buffers.slice(done)) {
      await this.#filler.fill(buffer, bytes, { seed, pattern: format.pattern });
    }
    this.#filled = { format, buffers: this.#buffers.length };
  }

  /** Writes the weights of these matrices; where rows have scales, no word outside of them counts. */
  async prepare(matrices: readonly WeightMatrix[]): Promise<void> {
    for (const { columns, format, slices } of matrices) {
      if (!format.scales) {
        await this.fill(format);
        continue;
      }
      this.#filled = undefined;
      const { blocks, dataBlocks } = rowLayout(columns, format);
      const rows = {
        words: (blocks * blockBytes) / 4,
        dataWords: (dataBlocks * blockBytes) / 4,
        scalePattern: format.scales.pattern,
      };
      for (const { source, offset, rows: count } of slices) {
        const filling = { seed: source.seed, pattern: format.pattern, rows };
        await this.#filler.fill(source.buffer, count * blocks * blockBytes, filling, offset);
      }
    }
  }

  release(): void {
    this.shrink(0);
  }
}
