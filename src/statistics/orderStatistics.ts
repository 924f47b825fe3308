import { ascending, quantileOfSorted } from "./quantile.ts";

/** The ends of an interval: between the sorted values `inner - 1` and `inner` from either end. */
interface Ends {
  /** Counted from 1: the outer of the two order statistics. */
  readonly rank: number;
  /** The inner one's share. */
  readonly weight: number;
}

/**
 * Hettmansperger and Sheather's interpolation. The interval from the d-th smallest to the d-th largest
 * of n values holds the median with probability γ(d) = 1 - 2·P(Binomial(n, ½) < d), for any continuous
 * distribution. The wanted level lies between γ(d) and γ(d+1); the weight of the inner pair is
 * λ = (n-d)·I / (d + (n-2d)·I) with I = (γ(d) - level) / (γ(d) - γ(d+1)).
 */
const endsOf = (count: number, level: number): Ends | undefined => {
  // P(Binomial = rank) by its logarithm: ½ to the power of 1,100 samples would be 0 for good.
  let logProbability = -count * Math.LN2;
  let below = Math.exp(logProbability);
  let outer = 1 - 2 * below;
  if (outer < level) return undefined;
  for (let rank = 1; ; rank += 1) {
    logProbability += Math.log((count - rank + 1) / rank);
    below += Math.exp(logProbability);
    const inner = 1 - 2 * below;
    if (inner < level) {
      const share = (outer - level) / (outer - inner);
      return {
        rank,
        weight: ((count - rank) * share) / (rank + (count - 2 * rank) * share),
      };
    }
    outer = inner;
  }
};

/**
 * Interval of the median at `level`, from the order of the samples alone. From 6 samples on for 95%;
 * undefined where there are too few.
 */
export const orderStatisticsInterval = (
  samples: readonly number[],
  level: number,
): { readonly median: number; readonly low: number; readonly high: number } | undefined => {
  const sorted = ascending(samples);
  const middle = quantileOfSorted(sorted, 0.5);
  const ends = endsOf(sorted.length, level);
  if (middle === undefined || !ends) return undefined;
  const between = (outer: number | undefined, inner: number | undefined): number =>
    (outer ?? middle) * (1 - ends.weight) + (inner ?? middle) * ends.weight;
  return {
    median: middle,
    low: between(sorted[ends.rank - 1], sorted[ends.rank]),
    high: between(sorted.at(-ends.rank), sorted.at(-ends.rank - 1)),
  };
};
