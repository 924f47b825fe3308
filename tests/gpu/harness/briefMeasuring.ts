import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import type { Measuring } from "../../../src/measure/measuring.ts";
import { neverPaused } from "../../../src/measure/pause.ts";
import { samplerPresets } from "../../../src/measure/samplerOptions.ts";
import { threadTime } from "../../../src/measure/threadTime.ts";
import { Tuner } from "../../../src/measure/tuner.ts";

/** What measurements are given in a run on a software adapter, without the clock's self-test. */
export const briefMeasuring = (context: GpuContext): Measuring => ({
  context,
  adapterKind: "software",
  clock: { kind: "timestamp-query", resolutionSeconds: 1e-9, wall: threadTime, polled: false },
  sampling: { ...samplerPresets.software, minimumSeconds: 0.02, budgetSeconds: 0.1 },
  tuner: new Tuner(0),
  signal: new AbortController().signal,
  pause: neverPaused,
});
