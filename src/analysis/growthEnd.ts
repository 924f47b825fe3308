import type { BatchRow } from "../domain/result.ts";

type Point = Pick<BatchRow, "batch" | "tokensPerSecond">;

/**
 * A doubling of users that brings less than this many times the tokens has met the roof: below it there
 * are 2 times as many, at it as many, but for noise and for kernels that get better with size.
 */
const growthPerDoubling = 1.25;

const growsBetween = (a: Point, b: Point): boolean => {
  const doublings = Math.log2(b.batch / a.batch);
  return (b.tokensPerSecond / a.tokensPerSecond) ** (1 / doublings) >= growthPerDoubling;
};

/**
 * The ridge found by measurement: where tokens/s of all users, growing with the users from the last
 * point that still did, would meet the most that was reached from there on. Undefined where the last
 * step still grew, or where there is no step.
 */
export const usersWhereGrowthEnds = (points: readonly Point[]): number | undefined => {
  const sorted = points.toSorted((a, b) => a.batch - b.batch);
  const steps = sorted.slice(1).map((point, index) => growsBetween(sorted[index]!, point));
  if (steps.length === 0 || steps.at(-1)) return undefined;
  const last = Math.max(0, steps.lastIndexOf(true));
  const from = sorted[last]!;
  const most = Math.max(...sorted.slice(last).map(({ tokensPerSecond }) => tokensPerSecond));
  return (from.batch * most) / from.tokensPerSecond;
};
