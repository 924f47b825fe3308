import type { Ceilings, DecodeRow } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";

/**
 * Seconds that each dispatch of one user's whole step costs beyond the step's bytes at the memory ceiling.
 * Undefined where that ceiling is not above the row, or the step was no slower than it.
 */
export const lostPerDispatch = (
  row: DecodeRow,
  { memory }: Pick<Ceilings, "memory">,
): Seconds | undefined => {
  const isComparable =
    row.includes === "step" &&
    row.batch === 1 &&
    row.residency === "memory" &&
    row.dispatches > 0 &&
    row.verification.status === "passed";
  if (!memory || !isComparable) return undefined;
  const lost = row.secondsPerStep.median - row.bytesPerStep / memory.bytesPerSecond;
  return lost > 0 ? lost / row.dispatches : undefined;
};
