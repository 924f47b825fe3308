import type { Conclusion } from "../conclude.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";
import { measure, type MeasureContext, type MeasureOptions } from "../measure.ts";
import { gateAgainst, type Gated } from "./against.ts";
import { gateBaseline } from "./baseline.ts";
import { gateEnding } from "./gateEnding.ts";
import type { GateOptions } from "./options.ts";

/** Measures, and compares where that is asked for. */
export const gated = async (
  options: MeasureOptions & { readonly gate?: GateOptions },
  context: MeasureContext,
): Promise<Gated> => {
  const { gate } = options;
  if (!gate) return { measured: await measure(options, context) };
  const { mode } = gate;
  return mode.kind === "against"
    ? gateAgainst(options, { ...gate, mode }, context)
    : gateBaseline(options, { ...gate, mode }, context);
};

/** How the command ends: by the run where that came to a bad end, else by what was compared. */
export const endingOf = (
  { exitCode, message }: Conclusion,
  { report, wrong, unsaved }: Pick<Gated, "report" | "wrong" | "unsaved">,
  { strict, interrupted }: { readonly strict: boolean; readonly interrupted: boolean },
): { readonly exitCode: ExitCode; readonly message?: string } => {
  const own = { exitCode, ...(message !== undefined && { message }) };
  if (exitCode !== exitCodes.measured) return own;
  if (interrupted) {
    return {
      exitCode: exitCodes.interrupted,
      message: "interrupted while it was compared; the run itself was finished",
    };
  }
  if (wrong !== undefined) return { exitCode: exitCodes.kernelFailed, message: wrong };
  const ending = report ? gateEnding(report, strict) : own;
  return unsaved !== undefined && ending.exitCode === exitCodes.measured
    ? { exitCode: exitCodes.badInput, message: unsaved }
    : ending;
};
