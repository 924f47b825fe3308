import { lagOneAutocorrelation, wideningFor } from "./autocorrelation.ts";
import { quantileOfSorted } from "./quantile.ts";

/** An effect with its interval, all in the unit of the values. */
export interface Shift {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Means of all pairs, each value with itself too, in ascending order. */
const walshAverages = (values: readonly number[]): readonly number[] => {
  const averages = new Float64Array((values.length * (values.length + 1)) / 2);
  let next = 0;
  for (const [index, first] of values.entries()) {
    for (let other = index; other < values.length; other += 1) {
      averages[next++] = (first + values[other]!) / 2;
    }
  }
  return Array.from(averages.toSorted());
};

const distributions = new Map<number, Float64Array>();

/** P(W = rank sum) of the signed-rank statistic of `count` values, by adding one rank after the other. */
const distributionOf = (count: number): Float64Array => {
  const known = distributions.get(count);
  if (known) return known;
  const largest = (count * (count + 1)) / 2;
  const probabilities = new Float64Array(largest + 1);
  probabilities[0] = 1;
  for (let rank = 1, reached = 0; rank <= count; rank += 1) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum -= 1) {
      const without = probabilities[sum]!;
      probabilities[sum] = (without + (sum < rank ? 0 : probabilities[sum - rank]!)) / 2;
    }
  }
  distributions.set(count, probabilities);
  return probabilities;
};

/** How many Walsh averages either end of the interval leaves out; undefined where not even the whole range holds. */
const averagesLeftOut = (count: number, alpha: number): number | undefined => {
  const probabilities = distributionOf(count);
  let below = 0;
  let sum = 0;
  while (sum < probabilities.length && below + probabilities[sum]! <= alpha / 2) {
    below += probabilities[sum]!;
    sum += 1;
  }
  return sum === 0 ? undefined : sum - 1;
};

/**
 * Hodges and Lehmann's estimate (the median of the Walsh averages) with the interval of Wilcoxon's
 * signed-rank test at level 1 - `alpha`, exact for independent symmetric values and widened where
 * neighbours are alike. `values` in the order in which they were taken. Undefined of too few for `alpha`.
 */
export const signedRankShift = (values: readonly number[], alpha: number): Shift | undefined => {
  const leftOut = values.length === 0 ? undefined : averagesLeftOut(values.length, alpha);
  if (leftOut === undefined) return undefined;
  const averages = walshAverages(values);
  const estimate = quantileOfSorted(averages, 0.5)!;
  const widening = wideningFor(lagOneAutocorrelation(values));
  return {
    estimate,
    low: estimate - (estimate - averages[leftOut]!) * widening,
    high: estimate + (averages.at(-1 - leftOut)! - estimate) * widening,
  };
};
