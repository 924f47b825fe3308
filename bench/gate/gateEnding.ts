import type { GateReport } from "../../src/report/gateReport.ts";
import { gateEntryText } from "../../src/report/gateReport.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";

/** What a gate means for the exit code, and what is said of it; no message where all is well. */
export interface GateEnding {
  readonly exitCode: ExitCode;
  readonly message?: string;
}

/** A regression is told before what is not known, and neither where the two cannot be compared at all. */
export const gateEnding = (report: GateReport, strict: boolean): GateEnding => {
  const { entries, incomparable, against } = report;
  if (incomparable.length > 0) {
    return {
      exitCode: exitCodes.cannotMeasure,
      message: `incomparable with ${against}: ${incomparable.join("; ")}`,
    };
  }
  const told = (verdict: "slower" | "unsure"): string =>
    entries
      .filter((entry) => entry.verdict === verdict)
      .map(gateEntryText)
      .join("; ");
  const slower = told("slower");
  if (slower)
    return { exitCode: exitCodes.regression, message: `slower than ${against}: ${slower}` };
  const unsure = told("unsure");
  if (!unsure) return { exitCode: exitCodes.measured };
  return strict
    ? {
        exitCode: exitCodes.cannotMeasure,
        message: `unsure, and --strict asks to be sure: ${unsure}`,
      }
    : { exitCode: exitCodes.measured, message: `unsure, which passes without --strict: ${unsure}` };
};
