import type { Interval } from "../domain/interval.ts";
import type { Fraction } from "../domain/units.ts";
import { correlatedAbove, lagOneAutocorrelation, wideningFor } from "./autocorrelation.ts";
import { isBimodal } from "./bimodality.ts";
import { orderStatisticsInterval } from "./orderStatistics.ts";

/** For samples whose number was settled beforehand. */
const fixedSizeLevel = 0.95;

/**
 * For samples that are looked at after 10, 20, 40 … and taken until the interval is narrow: stopping
 * prefers intervals that are narrow by chance, which costs up to 3 points of coverage. At 0.965 the
 * 95% is kept: simulated over normal, skewed, log-normal and 80/20 bimodal samples, spreads of 0.2% to
 * 20% and ends at 10 to 640 samples, 94.3 to 97.7% hold the truth (at 0.95: 91.7 to 96.5%; at 0.97 up
 * to 98%, too wide).
 */
export const sequentialLevel = 0.965;

/** What the order and the shape of the samples say about the interval. */
export interface SampleQuality {
  readonly lagOneAutocorrelation: number;
  readonly correlated: boolean;
  readonly bimodal: boolean;
}

export interface IntervalOptions {
  /** Of confidence. */
  readonly level?: number;
  /** The clock's step as a share of a sample; half of it is added at either end. */
  readonly quantisation?: Fraction;
}

const rangeOf = (samples: readonly number[]): number =>
  samples.reduce((largest, sample) => Math.max(largest, sample), -Infinity) -
  samples.reduce((smallest, sample) => Math.min(smallest, sample), Infinity);

/** Widened as a ratio: a duration's lower end stays above zero, however wide the interval. */
const widenedLow = (median: number, low: number, widening: number): number =>
  median * (low / median) ** widening;

/**
 * The median of positive samples with its 95% interval, widened where neighbours are alike, and by the clock's
 * step. Samples are in the order in which they were taken. Undefined of fewer than 6.
 */
export const medianInterval = (
  samples: readonly number[],
  { level = fixedSizeLevel, quantisation = 0 }: IntervalOptions = {},
): { readonly interval: Interval; readonly quality: SampleQuality } | undefined => {
  const raw = orderStatisticsInterval(samples, level);
  if (!raw) return undefined;
  // Differences of a step either way are the clock's: their pattern says nothing of the work.
  const isResolved = rangeOf(samples) > 2 * quantisation * raw.median;
  const lagOne = isResolved ? lagOneAutocorrelation(samples) : 0;
  const widening = wideningFor(lagOne);
  return {
    interval: {
      median: raw.median,
      low: widenedLow(raw.median, raw.low, widening) * (1 - quantisation / 2),
      high: raw.median + (raw.high - raw.median) * widening + (quantisation / 2) * raw.median,
      samples,
    },
    quality: {
      lagOneAutocorrelation: lagOne,
      correlated: lagOne > correlatedAbove,
      bimodal: isResolved && isBimodal(samples),
    },
  };
};
