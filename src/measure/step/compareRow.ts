import type { Verification } from "../../domain/result.ts";
import { relativeError, type ReferenceValue } from "../../kernels/reference.ts";

/** Compares what an operation gave of a row with what it has to be. */
export const compareRow = (
  name: string,
  expected: readonly ReferenceValue[],
  actual: ArrayLike<number>,
  tolerance: number,
): Verification => {
  let maxRelativeError = 0;
  for (const [i, reference] of expected.entries()) {
    const error = relativeError(actual[i]!, reference);
    maxRelativeError = Math.max(maxRelativeError, error ?? 1);
    if (error === undefined || error > tolerance) {
      const reason = `value ${i} of ${name} was ${actual[i]} instead of ${reference.value}`;
      return { status: "failed", maxRelativeError, tolerance, reason };
    }
  }
  return { status: "passed", maxRelativeError, tolerance };
};

/** The first failed check, else the one nearest to its tolerance. */
export const worstOf = (checks: readonly Verification[]): Verification => {
  const failed = checks.find(({ status }) => status === "failed");
  const share = ({ maxRelativeError, tolerance }: Verification): number =>
    tolerance === 0 ? maxRelativeError : maxRelativeError / tolerance;
  return failed ?? checks.reduce((worst, each) => (share(each) > share(worst) ? each : worst));
};
