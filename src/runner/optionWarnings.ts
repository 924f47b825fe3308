import { flagsThatChangeSpeed } from "../analysis/browserFlags.ts";
import type { Thread } from "../domain/capabilities.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Warning } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import type { Session } from "./session.ts";

/** At this step a sample lasts a tenth of a second or more. */
const coarseFrom: Seconds = 0.001;

const nonDefaults = ({ models, dataTypes, memoryBytes, kernels }: RunOptions): readonly string[] =>
  Object.entries({ model: models, "data-type": dataTypes, memory: memoryBytes, kernel: kernels })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);

/** What lowers comparability before anything is measured. */
export const optionWarnings = (
  options: RunOptions,
  { environment: { timer, label }, measuring: { adapterKind } }: Session,
  thread: Thread,
): readonly Warning[] => {
  const warnings: Warning[] = [];
  if (adapterKind === "software") {
    warnings.push({ code: "software-adapter", message: `${label} runs on the processor.` });
  }
  if (thread === "main") {
    warnings.push({ code: "main-thread", message: "The worker had no WebGPU." });
  }
  if (timer.kind === "wall" && timer.resolutionSeconds >= coarseFrom) {
    const milliseconds = (1000 * timer.resolutionSeconds).toPrecision(2);
    warnings.push({ code: "coarse-timer", message: `The clock has steps of ${milliseconds} ms.` });
  }
  const flags = flagsThatChangeSpeed(options.browserFlags ?? []);
  if (flags.length > 0) {
    warnings.push({ code: "unsafe-flags", message: `Not what visitors get: ${flags.join(" ")}` });
  }
  const names = nonDefaults(options);
  if (names.length > 0) {
    warnings.push({ code: "non-default-options", message: `Set: ${names.join(", ")}.` });
  }
  return warnings;
};
