import type { Seconds } from "../domain/units.ts";
import type { PassReport } from "./timedWork.ts";

/** How long a pass ran by the GPU's clock, or why its timestamps cannot be believed. */
export type PassDuration =
  | { readonly status: "good"; readonly seconds: Seconds }
  | { readonly status: "bad"; readonly reason: "missing" | "zero" | "negative" | "absurd" };

/** Chrome's wall clock may be 0.1 s coarse, and clocks may differ by a tenth. */
const longestBelievable = (elapsedSeconds: Seconds): Seconds => 1.1 * elapsedSeconds + 0.2;

/**
 * Duration of one pass; `elapsedSeconds` is the wall time from its submit to its mapped bytes, in
 * which it must have run. Subtracted before conversion: nanoseconds since boot do not fit a double.
 */
export const passDuration = (report: PassReport, elapsedSeconds: Seconds): PassDuration => {
  if (!report.timestamps) return { status: "bad", reason: "missing" };
  const { begin, end } = report.timestamps;
  if (begin === 0n || end === 0n || begin === end) return { status: "bad", reason: "zero" };
  if (end < begin) return { status: "bad", reason: "negative" };
  const seconds = Number(end - begin) / 1e9;
  return seconds > longestBelievable(elapsedSeconds)
    ? { status: "bad", reason: "absurd" }
    : { status: "good", seconds };
};

/** Passes seen and, of them, those whose timestamps could not be believed. */
export interface TimestampTally {
  readonly passes: number;
  readonly bad: number;
}

/** Over 5% bad; of fewer than 20 passes one alone may be a clock that was reset. */
export const timestampsAreBroken = ({ passes, bad }: TimestampTally): boolean =>
  bad / Math.max(passes, 20) > 0.05;
