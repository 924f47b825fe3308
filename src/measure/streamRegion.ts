import type { StreamShape } from "../domain/result.ts";
import { hash, regenerate, type WordFormat } from "../kernels/inputs.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { Arena } from "./arena.ts";
import type { Random } from "./random.ts";
import type { ArenaBuffer } from "./weightPlacement.ts";

/** The first `words` words of an arena buffer as a source to read, of which one word changes. */
export interface StreamRegion {
  readonly source: ArenaBuffer;
  readonly words: number;
  readonly format: WordFormat;
}

/** The regions that hold `elements` 4-byte elements from the arena's start; whole blocks each. */
export const regionsOf = (
  { buffers, format }: Pick<Arena, "buffers" | "format">,
  { elements }: StreamShape,
): readonly StreamRegion[] => {
  const regions: StreamRegion[] = [];
  let left = elements;
  for (const source of buffers) {
    const words = Math.min(left, source.bytes / 4);
    if (words > 0) regions.push({ source, words, format });
    left -= words;
  }
  if (left > 0) throw new RangeError(`the arena lacks ${4 * left} of ${4 * elements} bytes`);
  return regions;
};

/** What is changed on each device now: works that take turns share the arena's words. */
const changedNow = new WeakMap<GpuDevice, ChangingWord>();

/**
 * One changed word of the regions; the word before is restored with the next change, whoever made it:
 * another work's would be in this one's sums.
 */
export class ChangingWord {
  region = 0;
  word = 0;
  readonly #gpu: GpuDevice;
  readonly #random: Random;
  readonly #regions: readonly StreamRegion[];
  #value: number | undefined;
  readonly #one = new Uint32Array(1);

  constructor(gpu: GpuDevice, random: Random, regions: readonly StreamRegion[]) {
    this.#gpu = gpu;
    this.#random = random;
    this.#regions = regions;
  }

  change(): void {
    changedNow.get(this.#gpu)?.restore();
    changedNow.set(this.#gpu, this);
    this.region = this.#random.below(this.#regions.length);
    this.word = this.#random.below(this.#regions[this.region]!.words);
    const { keep, set } = this.#regions[this.region]!.format.pattern;
    this.#value = ((hash(this.#random.below(2 ** 32)) & keep) | set) >>> 0;
    this.#write(this.#value);
  }

  restore(): void {
    if (this.#value === undefined) return;
    this.#value = undefined;
    this.#write(this.read(this.region, this.word));
  }

  /** What a word of a region holds now. */
  read(region: number, word: number): number {
    if (this.#value !== undefined && region === this.region && word === this.word) {
      return this.#value;
    }
    const { source, format } = this.#regions[region]!;
    regenerate(format.pattern, source.seed, word, this.#one);
    return this.#one[0]!;
  }

  #write(value: number): void {
    const { buffer } = this.#regions[this.region]!.source;
    this.#gpu.device.queue.writeBuffer(buffer, 4 * this.word, new Uint32Array([value]));
  }
}
