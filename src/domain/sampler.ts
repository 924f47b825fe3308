import type { AdapterKind, Environment, Thread } from "./capabilities.ts";
import type { Failure } from "./failure.ts";
import type { GateMetricName, GateSubject } from "./gate.ts";
import type { RememberedChoice, RunOptions, SuiteName } from "./options.ts";
import type { Bytes, Seconds } from "./units.ts";

/** Sizes that follow from measured rates, which no two sessions share. */
export interface SamplerSizes {
  readonly workingSetBytes: Bytes;
  readonly gemvSide: number;
}

/** What a page is asked to keep ready, to take samples of it on demand. */
export interface SamplerOptions extends Pick<RunOptions, "models" | "memoryBytes" | "adapter"> {
  readonly suite: SuiteName;
  readonly metrics: readonly GateMetricName[];
  /** Variants to take where this build has them, so that two builds run the same ones. */
  readonly remembered?: readonly RememberedChoice[];
  /** As another sampler has found them, to sample the same work. */
  readonly sizes?: SamplerSizes;
  /** By this clock alone, where the page to compare with has no better one. */
  readonly clock?: "wall";
}

export interface SampledMetric extends GateSubject {
  readonly variant: string;
  /** Of one repetition, in FLOP, bytes where it has none, or models: by it samples of two pages compare. */
  readonly work: number;
}

/** A sampler with everything prepared and proved, or why there is none. */
export type SamplerOpened =
  | {
      readonly status: "ready";
      readonly build: { readonly id: string; readonly commit: string };
      readonly thread: Thread;
      readonly adapterKind: AdapterKind;
      readonly environment: Environment;
      readonly suite: { readonly name: SuiteName; readonly version: string };
      readonly metrics: readonly SampledMetric[];
      /** What was asked for and cannot be sampled here, with why. */
      readonly missing: readonly { readonly name: GateMetricName; readonly message: string }[];
      /** The model of `decode` and `prefill`; absent where neither is sampled. */
      readonly model?: string;
      readonly sizes: SamplerSizes;
      /** The variants that run, for the sampler of another build to take. */
      readonly choices: readonly RememberedChoice[];
    }
  | { readonly status: "failed"; readonly failure: Failure };

/** Whether outputs were still right, and the lower quartile of a few samples of each metric. */
export type SamplesTaken =
  | {
      readonly status: "taken";
      /** Of one repetition; a metric whose samples could not be read is absent. */
      readonly seconds: Readonly<Partial<Record<GateMetricName, Seconds>>>;
    }
  /** An output was wrong: what was taken says nothing about speed. */
  | { readonly status: "wrong"; readonly metric: GateMetricName; readonly reason: string }
  | { readonly status: "failed"; readonly failure: Failure };
