import type { Capabilities } from "../../../src/domain/capabilities.ts";
import type { RunEvent } from "../../../src/domain/events.ts";
import type { RunOptions } from "../../../src/domain/options.ts";
import type { BenchmarkApi, RunOutcome } from "../../../src/runner/api.ts";
import { createBenchmark } from "../../../src/runner/benchmark.ts";
import { liveLabels } from "./bufferCensus.ts";

export interface EndedRun {
  readonly outcome: RunOutcome;
  /** Labels of buffers that are left: there may be none. */
  readonly leaked: readonly string[];
}

/** One benchmark serves a page, as in the product: it retries a lost device once. */
let benchmark: BenchmarkApi | undefined;
let events: RunEvent[] = [];
let ended: Promise<RunOutcome> | undefined;
let heard = (): void => undefined;

const theBenchmark = (): BenchmarkApi => {
  benchmark ??= createBenchmark("main");
  return benchmark;
};

export const capabilities = (): Promise<Capabilities> => theBenchmark().capabilities();

/** Begins a run and does not wait for its end. */
export const beginRun = (options: RunOptions): void => {
  events = [];
  ended = theBenchmark().run(options, (event) => {
    events.push(event);
    heard();
  });
};

/** Waits until the run has told of `count` events of a kind. */
export const hear = async (kind: RunEvent["kind"], count = 1): Promise<void> => {
  const told = (): number => events.filter((event) => event.kind === kind).length;
  while (told() < count) {
    await new Promise<void>((resolve) => {
      heard = resolve;
    });
  }
};

export const cancelRun = (): Promise<void> => theBenchmark().cancel();

export const endOfRun = async (): Promise<EndedRun> => {
  if (!ended) throw new Error("no run was begun");
  return { outcome: await ended, leaked: liveLabels() };
};

export const run = (options: RunOptions): Promise<EndedRun> => {
  beginRun(options);
  return endOfRun();
};
