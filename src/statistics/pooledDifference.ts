import { lagOneAutocorrelation, wideningFor } from "./autocorrelation.ts";
import type { Shift } from "./signedRank.ts";
import { studentQuantile } from "./studentT.ts";

/** Of two groups of values: how far the second lies above the first. */
export interface PooledDifference extends Shift {
  /** Estimated spread of the estimate itself. */
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

/**
 * The lag-1 correlation of a short series comes out too low by about (1 + 3ρ)/n (Kendall 1954, Marriott
 * and Pope 1954); without that put back, the interval would be too narrow on machines whose speed wanders.
 */
const correlationOf = (values: readonly number[]): number => {
  const raw = lagOneAutocorrelation(values);
  return values.length < 4 || raw === 0 ? 0 : raw + (1 + 3 * raw) / values.length;
};

/** The mean of a series that follows itself varies more than that of independent values: by this factor. */
const inflationOf = (values: readonly number[]): number => wideningFor(correlationOf(values)) ** 2;

/** Means of so many neighbours can only be watched in a series that has five times as many. */
const groupsToWatch = 5;

const largestGroup = (stored: number, fresh: number): number =>
  Math.max(1, Math.min(fresh, Math.floor(stored / groupsToWatch)));

/**
 * How much more the means of `size` neighbours vary than chance explains: a drift or steps show in them.
 * Values that come one behind the other share what the machine does meanwhile.
 */
const groupInflation = (values: readonly number[], size: number): number => {
  const variance = squaresOf(values) / (values.length - 1);
  if (size < 2 || !(variance > 0)) return 1;
  const mean = meanOf(values);
  const groups = Array.from({ length: values.length - size + 1 }, (_, first) =>
    meanOf(values.slice(first, first + size)),
  );
  const between = groups.reduce((sum, group) => sum + (group - mean) ** 2, 0) / groups.length;
  return Math.max(1, between / (variance * (1 / size - 1 / values.length)));
};

/**
 * Student's interval with the pooled spread of both groups, at level 1 - `alpha`. Both are in the order in
 * which they were taken, `fresh` in one go: where `stored` shows that neighbours share a level, `fresh`
 * counts as so many fewer values, and never as more than a fifth of `stored`. Undefined of fewer than
 * three values in all.
 */
export const pooledDifference = (
  stored: readonly number[],
  fresh: readonly number[],
  alpha: number,
): PooledDifference | undefined => {
  const degreesOfFreedom = stored.length + fresh.length - 2;
  if (stored.length === 0 || fresh.length === 0 || degreesOfFreedom < 1) return undefined;
  const variance = (squaresOf(stored) + squaresOf(fresh)) / degreesOfFreedom;
  const group = largestGroup(stored.length, fresh.length);
  const sizes = Array.from({ length: group }, (_, index) => index + 1);
  const ownInflation = inflationOf(stored);
  const freshInflation = Math.max(
    ownInflation,
    ...sizes.map((size) => groupInflation(stored, size)),
  );
  const standardError = Math.sqrt(
    variance * (ownInflation / stored.length + Math.min(1, freshInflation / group)),
  );
  const estimate = meanOf(fresh) - meanOf(stored);
  const half = studentQuantile(alpha / 2, degreesOfFreedom) * standardError;
  return {
    estimate,
    low: estimate - half,
    high: estimate + half,
    standardError,
    degreesOfFreedom,
  };
};
