import type { Fraction } from "../domain/units.ts";
import { pooledDifference, type PooledDifference } from "../statistics/pooledDifference.ts";
import { studentQuantile } from "../statistics/studentT.ts";
import { gateAlpha, judgementOf, shareOf, verdictOf, type GateJudgement } from "./gateVerdict.ts";

/** Fewer stored runs say too little of how much runs differ by themselves. */
export const fewestStoredRuns = 5;

/** A found slowdown is found in so many of a hundred cases. */
const missedShare = 0.05;

export type UnsureBecause = "too-few-runs" | "too-noisy";

export interface RunJudgement extends GateJudgement {
  /** The smallest slowdown that would be found in 95 of 100 cases. */
  readonly smallestDetectable: Fraction;
  /** Why the answer is `unsure` whatever the estimate says; absent where the interval decides. */
  readonly because?: UnsureBecause;
}

export interface RunComparison {
  readonly limit: Fraction;
  /** How many comparisons share the chance of error: metrics, twice where there are anchors too. */
  readonly comparisons: number;
}

const smallestDetectable = (
  { estimate, high, standardError, degreesOfFreedom }: PooledDifference,
  limit: Fraction,
): Fraction => {
  const alarmFrom = Math.max(high - estimate, Math.log1p(limit));
  return shareOf(alarmFrom + studentQuantile(missedShare, degreesOfFreedom) * standardError);
};

/** Against a machine that drifts: the estimate holds against this share of the stored runs, the newest, too. */
const newestShare = 1 / 4;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const isAlarm = (
  stored: readonly number[],
  fresh: readonly number[],
  { limit, comparisons }: RunComparison,
): boolean => {
  const difference = pooledDifference(stored, fresh, gateAlpha / comparisons);
  const newest = stored.slice(-Math.ceil(stored.length * newestShare));
  const past = Math.log1p(limit);
  return (
    difference !== undefined &&
    difference.low > 0 &&
    difference.estimate > past &&
    meanOf(fresh) - meanOf(newest) > past
  );
};

/** An alarm that hangs on one disturbed run is none: without the slowest new run it has to stand too. */
const withoutSlowest = (values: readonly number[]): readonly number[] =>
  values.toSorted((a, b) => a - b).slice(0, -1);

/**
 * New runs against stored ones, in seconds of one metric each, oldest first. `slower` where the interval
 * of the difference excludes 0 and the estimate is past the limit, also against the newest stored runs
 * alone, and also without the slowest of several new ones. Undefined where there is nothing to compare.
 */
export const judgeRuns = (
  storedSeconds: readonly number[],
  freshSeconds: readonly number[],
  comparison: RunComparison,
): RunJudgement | undefined => {
  const { limit, comparisons } = comparison;
  const stored = storedSeconds.map(Math.log);
  const fresh = freshSeconds.map(Math.log);
  const difference = pooledDifference(stored, fresh, gateAlpha / comparisons);
  if (!difference) return undefined;
  const detectable = smallestDetectable(difference, limit);
  const unsure = (because: UnsureBecause): RunJudgement => ({
    ...judgementOf(difference, "unsure"),
    smallestDetectable: detectable,
    because,
  });
  if (stored.length < fewestStoredRuns) return unsure("too-few-runs");
  if (detectable > 2 * limit) return unsure("too-noisy");
  const slower =
    isAlarm(stored, fresh, comparison) &&
    (fresh.length < 2 || isAlarm(stored, withoutSlowest(fresh), comparison));
  const verdict = verdictOf(difference, limit);
  return {
    ...judgementOf(difference, slower ? "slower" : verdict === "slower" ? "unsure" : verdict),
    smallestDetectable: detectable,
  };
};
