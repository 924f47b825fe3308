import { seededUniform } from "./seededUniform.ts";

export interface ChangePointOptions {
  readonly seed: number;
  /** A segment has at least so many values. */
  readonly smallestSegment?: number;
  /** Chance of a change in a series that has none. */
  readonly alpha?: number;
  readonly permutations?: number;
}

interface Split {
  /** The first value after the change. */
  readonly at: number;
  readonly statistic: number;
}

/** Σ |a - b| over pairs: sums of distances from each value to those of a range, by prefix sums. */
const prefixDistances = (values: readonly number[]): readonly Float64Array[] =>
  values.map((value) => {
    const sums = new Float64Array(values.length + 1);
    for (const [index, other] of values.entries()) {
      sums[index + 1] = sums[index]! + Math.abs(value - other);
    }
    return sums;
  });

/**
 * The split into two whose energy distance is largest (G. Székely and M. Rizzo): twice the mean distance
 * between the parts less the mean distances within them, weighted by the parts' sizes.
 */
const bestSplit = (values: readonly number[], smallest: number): Split | undefined => {
  const count = values.length;
  if (count < 2 * smallest) return undefined;
  const prefix = prefixDistances(values);
  const sumOver = (index: number, from: number, to: number): number =>
    prefix[index]![to]! - prefix[index]![from]!;
  let withinLeft = 0;
  let between = 0;
  let withinRight = 0;
  for (let index = 0; index < count; index += 1) withinRight += sumOver(index, 0, count) / 2;
  let best: Split | undefined;
  for (let at = 1; at <= count - smallest; at += 1) {
    const moved = at - 1;
    const toLeft = sumOver(moved, 0, moved);
    const toRight = sumOver(moved, at, count);
    withinLeft += toLeft;
    withinRight -= toRight;
    between += toRight - toLeft;
    if (at < smallest) continue;
    const left = at;
    const right = count - at;
    const distance =
      (2 * between) / (left * right) -
      (2 * withinLeft) / (left * Math.max(1, left - 1)) -
      (2 * withinRight) / (right * Math.max(1, right - 1));
    const statistic = ((left * right) / count) * distance;
    if (!best || statistic > best.statistic) best = { at, statistic };
  }
  return best;
};

const shuffled = (values: readonly number[], random: () => number): readonly number[] => {
  const copy = [...values];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
};

/**
 * Where a series changes its level or its spread: E-divisive (D. Matteson and N. James 2014), which splits
 * at the largest energy distance as long as permutations of the segment seldom show one as large. Indices
 * of the first value after each change, rising.
 */
export const changePoints = (
  values: readonly number[],
  { seed, smallestSegment = 5, alpha = 0.01, permutations = 299 }: ChangePointOptions,
): readonly number[] => {
  const random = seededUniform(seed);
  const changesIn = (from: number, to: number): readonly number[] => {
    const segment = values.slice(from, to);
    const split = bestSplit(segment, smallestSegment);
    if (!split) return [];
    let asLarge = 0;
    for (let trial = 0; trial < permutations; trial += 1) {
      const other = bestSplit(shuffled(segment, random), smallestSegment);
      if (other && other.statistic >= split.statistic) asLarge += 1;
      if ((asLarge + 1) / (permutations + 1) > alpha) return [];
    }
    const at = from + split.at;
    return [...changesIn(from, at), at, ...changesIn(at, to)];
  };
  return changesIn(0, values.length);
};
