import type { Seconds } from "./units.ts";

/** Median of `samples` with its 95% interval. All in one unit, seconds unless said otherwise. */
export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: readonly Seconds[];
}

/** Half the interval's width as a share of the median. */
export const relativeHalfWidth = (interval: Pick<Interval, "median" | "low" | "high">): number =>
  (interval.high - interval.low) / 2 / interval.median;
