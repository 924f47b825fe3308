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
