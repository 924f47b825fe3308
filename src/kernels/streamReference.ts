import { chainsPerInvocation, multiplyAddRounds } from "./multiplyAddF32.ts";
import type { ReferenceValue } from "./reference.ts";
import { chunkBlocks } from "./streamLayout.ts";
import type { Variant } from "./kernel.ts";

/** The block that `invocation` of `chunk` reads in its `load`. */
export const blockOf = (
  variant: Variant,
  chunk: number,
  invocation: number,
  load: number,
): number => chunk * chunkBlocks(variant) + load * variant.invocations + invocation;

const wordsPerBlock = 4;

/** Sum (mod 2^32) of the words that one invocation of `stream-read` fetches; `word` gives each. */
export const streamSum = (
  variant: Variant,
  chunk: number,
  invocation: number,
  blocks: number,
  word: (index: number) => number,
): number => {
  let sum = 0;
  for (let load = 0; load < variant.constants["loads"]!; load++) {
    const block = blockOf(variant, chunk, invocation, load);
    if (block >= blocks) break;
    for (let i = 0; i < wordsPerBlock; i++) sum = (sum + word(block * wordsPerBlock + i)) >>> 0;
  }
  return sum;
};

const blocksPerInvocation = 2 + chainsPerInvocation / wordsPerBlock;

/** The first seed block that an invocation of `multiply-add-f32` reads, before the wrap. */
export const firstSeedBlock = (invocation: number): number => blocksPerInvocation * invocation;

/**
 * Component `lane` of what an invocation of `multiply-add-f32` writes: its eight chains after all
 * rounds, in float64, in closed form: x·aⁿ + b·(1 - aⁿ)/(1 - a).
 */
export const multiplyAddOutput = (
  seeds: Float32Array,
  invocation: number,
  lane: number,
): ReferenceValue => {
  const seed = (block: number): number =>
    seeds[((firstSeedBlock(invocation) + block) * wordsPerBlock + lane) % seeds.length]!;
  const a = Math.fround(1 - 2 ** -12 * Math.abs(seed(0)));
  const b = 2 ** -10 * seed(1);
  const decay = a ** multiplyAddRounds;
  const added = (b * (1 - decay)) / (1 - a);
  let value = 0;
  let magnitude = 0;
  for (let block = 2; block < blocksPerInvocation; block++) {
    value += seed(block) * decay + added;
    magnitude += Math.abs(seed(block)) * decay + Math.abs(added);
  }
  return { value, magnitude };
};
