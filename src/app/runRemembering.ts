import type { Capabilities } from "../domain/capabilities.ts";
import type { RunOptions } from "../domain/options.ts";
import type { RunOutcome } from "../runner/api.ts";
import type { TunerMemory } from "../storage/tunerMemory.ts";
import { suites } from "../workloads/suites.ts";

/** Runs with what the tuner found here before, and keeps what it finds now: workers have no storage. */
export const runRemembering = async (
  memory: TunerMemory,
  capabilities: Capabilities,
  options: RunOptions,
  run: (options: RunOptions) => Promise<RunOutcome>,
): Promise<RunOutcome> => {
  if (capabilities.status === "unavailable") return run(options);
  const { environment } = capabilities;
  const place = { environment, suite: suites[options.suite], buildId: __BUILD__.id };
  const remembered = memory.recall(place);
  const outcome = await run(remembered.length > 0 ? { ...options, remembered } : options);
  if (outcome.status !== "failed") memory.remember(place, outcome.result.tuning);
  return outcome;
};
