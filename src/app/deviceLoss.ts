import type { Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Bytes } from "../domain/units.ts";
import type { RunOutcome } from "../runner/api.ts";

/** The smallest budget that a run takes by itself, a phone's: for devices of which nothing else is known. */
const phoneBudgetBytes: Bytes = 512e6;
const leastBytes: Bytes = 64e6;

/** Whether the GPU was lost during a run, even if the run went on with another device. */
export const lostGpu = (outcome: RunOutcome): boolean => {
  if (outcome.status !== "done" && outcome.failure.code === "device-lost") return true;
  if (outcome.status === "failed") return false;
  return outcome.result.warnings.some(({ code }) => code === "device-lost");
};

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
