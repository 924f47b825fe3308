import { relativeHalfWidth, type Interval } from "../domain/interval.ts";
import type { Fraction, Seconds } from "../domain/units.ts";
import { medianInterval, sequentialLevel } from "../statistics/medianInterval.ts";
import type { SampleFlag } from "./sampleOutcome.ts";

export interface Verdict {
  readonly interval: Interval;
  readonly lagOneAutocorrelation: number;
  readonly flags: readonly Exclude<SampleFlag, "was-hidden">[];
  /** More samples would not help: the interval is narrow, and no chance correlation spoils it. */
  readonly settled: boolean;
}

/** Chance exceeds the limit of correlation in 7% of sets of 10 samples, and in 0.2% of 80. */
const enoughToCallCorrelated = 80;

/** What the samples taken so far say; undefined of fewer than 6. */
export const judgeSamples = (
  secondsPerRepetition: readonly Seconds[],
  options: {
    /** Half the interval's width, as a share of the median. */
    readonly targetHalfWidth: Fraction;
    /** The clock's step as a share of a sample. */
    readonly quantisation: Fraction;
  },
): Verdict | undefined => {
  const found = medianInterval(secondsPerRepetition, {
    level: sequentialLevel,
    quantisation: options.quantisation,
  });
  if (!found) return undefined;
  const { interval, quality } = found;
  const noisy = !(relativeHalfWidth(interval) <= options.targetHalfWidth);
  const flags: readonly (Verdict["flags"][number] | false)[] = [
    noisy && "noisy",
    quality.correlated && "correlated",
    quality.bimodal && "bimodal",
  ];
  return {
    interval,
    lagOneAutocorrelation: quality.lagOneAutocorrelation,
    flags: flags.filter((flag) => flag !== false),
    settled:
      !noisy && !(quality.correlated && secondsPerRepetition.length < enoughToCallCorrelated),
  };
};

/**
 * How many samples there are when they are judged next: the minimum, then 10, 20, 40 … Judging after
 * every sample would stop at the first interval that is narrow by chance.
 */
export const nextLook = (taken: number, minimumSamples: number): number => {
  if (taken < minimumSamples) return minimumSamples;
  let look = 10;
  while (look <= taken) look *= 2;
  return look;
};
