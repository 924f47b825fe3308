import type { Fraction, Seconds } from "../domain/units.ts";

/** What blocks of warm-up samples have shown so far. */
export interface WarmUpProgress {
  /** Median of each block, seconds per repetition, in order. */
  readonly blockMedians: readonly Seconds[];
  readonly spentSeconds: Seconds;
}

/** Whether the last block was no longer faster than the best before it, or the time is up. */
export const isWarm = (
  { blockMedians, spentSeconds }: WarmUpProgress,
  tolerance: Fraction,
  maximumSeconds: Seconds,
): boolean => {
  if (spentSeconds >= maximumSeconds) return true;
  const last = blockMedians.at(-1);
  const earlier = blockMedians.slice(0, -1);
  if (last === undefined || earlier.length === 0) return false;
  return last > Math.min(...earlier) * (1 - tolerance);
};
