import type { Capabilities } from "../domain/capabilities.ts";
import type { RunEvent } from "../domain/events.ts";
import type { Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Result } from "../domain/result.ts";
import type { SamplerOpened, SamplerOptions, SamplesTaken } from "../domain/sampler.ts";

/** How a run ended. A failure is a value: an Error would lose its class and fields between threads. */
export type RunOutcome =
  | { readonly status: "done"; readonly result: Result }
  /** Ended early (cancelled, timed out, device lost): what was finished. */
  | { readonly status: "partial"; readonly result: Result; readonly failure: Failure }
  | { readonly status: "failed"; readonly failure: Failure };

/** What the thread that holds the GPU offers; imported by both ends. One run at a time. */
export interface BenchmarkApi {
  /** Identity of the build, compared on the first message: a page and a worker must match. */
  buildId(): Promise<string>;
  capabilities(): Promise<Capabilities>;
  /** `mayRetry`: whether a lost device may be asked for again, which is done once at most. */
  run(
    options: RunOptions,
    onEvent: (event: RunEvent) => void,
    mayRetry?: boolean,
  ): Promise<RunOutcome>;
  /** Ends the run after the submit in flight, with what is finished as partial. */
  cancel(): Promise<void>;
  /** Keeps work ready to be sampled, in a run's stead; `onEvent` hears heartbeats until it is closed. */
  openSampler(options: SamplerOptions, onEvent: (event: RunEvent) => void): Promise<SamplerOpened>;
  /** A few samples of everything that is kept ready. */
  takeSamples(): Promise<SamplesTaken>;
  /** Proves once more what was sampled, and frees it. */
  closeSampler(): Promise<SamplesTaken>;
  /** A hidden tab pauses the run, since browsers throttle it. */
  setVisible(visible: boolean): Promise<void>;
}
