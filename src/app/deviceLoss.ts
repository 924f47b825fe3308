import { confidenceOf } from "../analysis/confidence.ts";
import type { AdapterKind } from "../domain/capabilities.ts";
import type { Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Result, Warning } from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import type { RunOutcome } from "../runner/api.ts";

/** The smallest budget that a run takes by itself, a phone's: for devices of which nothing else is known. */
const phoneBudgetBytes: Bytes = 512e6;
const leastBytes: Bytes = 64e6;

export const isDeviceLost = (
  outcome: RunOutcome,
): outcome is RunOutcome & { readonly failure: Failure } =>
  outcome.status !== "done" && outcome.failure.code === "device-lost";

/** Why there is no adapter, once the GPU was lost: browsers then refuse it for a while. */
export const afterLosses = (failure: Failure, losses: number): Failure =>
  failure.code === "no-adapter" && losses > 0
    ? {
        code: "blocked-after-crashes",
        message: `${failure.message} The GPU was lost ${losses === 1 ? "once" : `${losses} times`} before.`,
        data: { losses },
      }
    : failure;

/** The same run within half of what it held; undefined: of what it may take. */
export const halved = (options: RunOptions, heldBytes: Bytes | undefined): RunOptions => {
  const before = heldBytes ?? options.memoryBytes ?? phoneBudgetBytes;
  return { ...options, memoryBytes: Math.max(leastBytes, Math.floor(before / 2)) };
};

export const lossWarning = ({ message }: Failure): Warning => ({
  code: "device-lost",
  message: `The GPU was lost (${message}), so this was measured anew within half the memory.`,
});

/** A result of the second attempt tells of the first. */
export const tellingOfLoss = (
  result: Result,
  failure: Failure,
  adapterKind: AdapterKind,
): Result => {
  const warnings = [...result.warnings, lossWarning(failure)];
  return { ...result, warnings, confidence: confidenceOf(warnings, adapterKind) };
};
