import type { Result } from "../src/domain/result.ts";
import type { End } from "./drive.ts";
import { exitCodes, type ExitCode } from "./exitCodes.ts";
import type { Measured } from "./measure.ts";

/** How the command ends, and what it says of that; undefined where the result says it all. */
export interface Conclusion {
  readonly exitCode: ExitCode;
  readonly message?: string;
  readonly result?: Result;
}

const failedRows = (result: Result): readonly string[] => [
  ...result.kernels
    .filter(({ verification }) => verification.status === "failed")
    .map(({ id }) => id),
  ...result.decode
    .filter(({ verification }) => verification.status === "failed")
    .map(({ model }) => `decode of ${model}`),
  ...result.prefill
    .filter(({ verification }) => verification.status === "failed")
    .map(({ model }) => `prefill of ${model}`),
  ...result.skipped
    .filter(({ code }) => code === "failed-check")
    .map(({ id, dataType }) => `${id} in ${dataType}`),
];

const partialReason = (result: Result): string =>
  result.warnings.find(({ code }) => ["device-lost", "timed-out", "cancelled"].includes(code))
    ?.message ?? "the page ended the run early";

const endings: Readonly<Record<Exclude<End, "finished">, string>> = {
  "timed-out": "the time ran out",
  interrupted: "interrupted",
  gone: "the run broke off",
};

const withResult = (end: End, result: Result): Conclusion => {
  const failed = [...new Set(failedRows(result))];
  const early = end !== "finished" || result.partial === true;
  const reason = end === "finished" ? partialReason(result) : endings[end];
  const partial = early
    ? `${reason}; what was finished is the result, marked as partial`
    : undefined;
  const wrong =
    failed.length > 0
      ? `${failed.join(", ")} gave wrong results on this GPU and counts as failed`
      : undefined;
  const message = [wrong, partial].filter((text) => text !== undefined).join("; ");
  const exitCode =
    end === "interrupted"
      ? exitCodes.interrupted
      : failed.length > 0
        ? exitCodes.kernelFailed
        : early
          ? exitCodes.cannotMeasure
          : exitCodes.measured;
  return { exitCode, result, ...(message && { message }) };
};

const withoutResult = (
  end: End,
  why: string,
  code: string | undefined,
  step?: string,
): Conclusion => {
  if (code === "bad-options") return { exitCode: exitCodes.badInput, message: why };
  const ending = end === "finished" ? "" : `${endings[end]}: `;
  const at = step === undefined ? "" : ` (last step: ${step})`;
  return {
    exitCode: end === "interrupted" ? exitCodes.interrupted : exitCodes.cannotMeasure,
    message: `${ending}${why}${at}`,
  };
};

/** What measuring means for the exit code. `step` is what was measured last. */
export const conclude = (
  measured: Measured,
  { interrupted, step }: { readonly interrupted: boolean; readonly step?: string },
): Conclusion => {
  switch (measured.status) {
    case "bad-input":
      return { exitCode: exitCodes.badInput, message: measured.message };
    case "cannot-measure":
      return interrupted
        ? { exitCode: exitCodes.interrupted, message: "interrupted before anything was measured" }
        : { exitCode: exitCodes.cannotMeasure, message: measured.message };
    case "driven": {
      const { end, result, failure } = measured.driven;
      return result
        ? withResult(end, result)
        : withoutResult(end, failure?.message ?? "nothing was finished", failure?.code, step);
    }
  }
};
