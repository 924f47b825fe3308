import type { SuiteName } from "../domain/options.ts";
import type { Bytes, Seconds } from "../domain/units.ts";

/** What a suite measures and how large; sizes that depend on the device are in `memoryPlan.ts`. */
export interface SuitePlan {
  readonly name: SuiteName;
  /** Results of different versions are not compared. */
  readonly version: string;
  readonly seed: number;
  /** Fixed, where the run has no time to fill more; else from the cache's size. */
  readonly workingSetBytes?: Bytes;
  /** Working sets by which the cache is found, before anything else. */
  readonly sweepBytes: readonly Bytes[];
  /** Working sets of the curve that is measured last. */
  readonly curveBytes: readonly Bytes[];
  /** Models by preference; the first `modelCount` that the device can stand for are measured. */
  readonly models: readonly string[];
  readonly modelCount: number;
  /** A decode step or a prompt longer than this is measured at fewer layers. */
  readonly longestRepetitionSeconds: Seconds;
  /** What the whole takes on the device it is made for. */
  readonly expectedSeconds: Seconds;
}

const MB = 1e6;
const geometric = (first: Bytes, last: Bytes, perDoubling: number): readonly Bytes[] =>
  Array.from(
    { length: Math.round(Math.log2(last / first) * perDoubling) + 1 },
    (_, i) => Math.round((first * 2 ** (i / perDoubling)) / 4096) * 4096,
  );

const largestFirst = [
  "llama-3.1-8b",
  "llama-3.2-3b",
  "llama-3.2-1b",
  "qwen3-0.6b",
  "smollm2-360m",
  "tiny",
];

export const suites: Readonly<Record<SuiteName, SuitePlan>> = {
  smoke: {
    name: "smoke",
    version: "1",
    seed: 1,
    workingSetBytes: 64 * MB,
    sweepBytes: [MB, 4 * MB, 16 * MB, 32 * MB, 64 * MB],
    curveBytes: [],
    models: ["tiny"],
    modelCount: 1,
    longestRepetitionSeconds: 1,
    expectedSeconds: 20,
  },
  quick: {
    name: "quick",
    version: "1",
    seed: 1,
    sweepBytes: geometric(MB, 256 * MB, 1),
    curveBytes: [],
    models: largestFirst,
    modelCount: 1,
    longestRepetitionSeconds: 0.3,
    expectedSeconds: 30,
  },
  full: {
    name: "full",
    version: "1",
    seed: 1,
    sweepBytes: geometric(MB, 256 * MB, 1),
    curveBytes: geometric(64 * 1024, 1024 * MB, 2),
    models: ["tiny", "qwen3-0.6b", "llama-3.2-1b", "llama-3.1-8b"],
    modelCount: 4,
    longestRepetitionSeconds: 2,
    expectedSeconds: 180,
  },
};
