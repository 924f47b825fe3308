import type { Result } from "../../src/domain/result.ts";

/** Why there is no measurement: the command's exit codes 1, 2, 3 and 130, as names. */
export type MeasurementErrorCode =
  "kernel-failed" | "bad-input" | "cannot-measure" | "not-measured" | "interrupted";

/** A measurement that did not come about, in words that say what to do. */
export class MeasurementError extends Error {
  override readonly name = "MeasurementError";
  readonly code: MeasurementErrorCode;
  /** What was finished, marked as partial, or with the kernels that failed; undefined where nothing was. */
  readonly result: Result | undefined;

  constructor(code: MeasurementErrorCode, message: string, result?: Result) {
    super(message);
    this.code = code;
    this.result = result;
  }
}
