import type { Capabilities, Thread } from "../domain/capabilities.ts";
import type { RunEvent } from "../domain/events.ts";
import { FailureError, toFailure, type Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Seconds } from "../domain/units.ts";
import { limitsOf, requestAdapter } from "../gpu/adapter.ts";
import { VisibilityPause } from "../measure/pause.ts";
import type { BenchmarkApi, RunOutcome } from "./api.ts";
import { createSampling } from "./sampling.ts";
import { describeUserAgent, labelOf } from "./environment.ts";

const heartbeatSeconds: Seconds = 1;

const failure = (code: Failure["code"], message: string): FailureError =>
  new FailureError({ code, message });

/** Loaded with the first run: who only looks at the page fetches no kernels. */
const loadRun = async () => {
  try {
    return (await import("./run.ts")).run;
  } catch (thrown) {
    const { message } = toFailure(thrown);
    throw failure("worker-failed", `The kernels could not be loaded: ${message}`);
  }
};

const capabilitiesOf = async (thread: Thread): Promise<Capabilities> => {
  const outcome = await requestAdapter("auto");
  if (outcome.status === "unavailable") return outcome;
  const { adapter, info, kind } = outcome;
  return {
    status: "ready",
    thread,
    adapterKind: kind,
    environment: {
      ...describeUserAgent(globalThis.navigator.userAgent),
      adapter: info,
      label: labelOf(info),
      features: [...(adapter.features as ReadonlySet<string>)].toSorted(),
      limits: limitsOf(adapter.limits),
    },
  };
};

/** The benchmark of this thread: one run at a time, which can be cancelled between submits. */
export const createBenchmark = (thread: Thread): BenchmarkApi => {
  const pause = new VisibilityPause();
  let running: AbortController | undefined;
  let tell: (event: RunEvent) => void = () => undefined;
  // After a second loss browsers refuse adapters until the visitor reloads: one more try a page life.
  let retries = 1;

  const runOnce = async (
    options: RunOptions,
    onEvent: (event: RunEvent) => void,
    controller: AbortController,
    mayRetry: boolean,
  ): Promise<RunOutcome> => {
    const heart = setInterval(() => onEvent({ kind: "heartbeat" }), heartbeatSeconds * 1000);
    const { timeoutSeconds } = options;
    const timer =
      timeoutSeconds === undefined
        ? undefined
        : setTimeout(
            () => controller.abort(failure("timed-out", `${timeoutSeconds} s were over.`)),
            timeoutSeconds * 1000,
          );
    try {
      const run = await loadRun();
      return await run({
        options,
        thread,
        emit: onEvent,
        signal: controller.signal,
        pause,
        mayRetry: () => mayRetry && retries-- > 0,
      });
    } catch (thrown) {
      return { status: "failed", failure: toFailure(thrown) };
    } finally {
      clearInterval(heart);
      clearTimeout(timer);
    }
  };

  const busy = (): boolean => running !== undefined || sampling.isOpen;
  const sampling = createSampling(thread, pause, () => running !== undefined);

  return {
    buildId: () => Promise.resolve(__BUILD__.id),
    capabilities: () => capabilitiesOf(thread),
    run: async (options, onEvent, mayRetry = true) => {
      if (busy()) {
        const { failure: refusal } = failure("already-running", "A run is under way on this page.");
        return { status: "failed", failure: refusal };
      }
      running = new AbortController();
      tell = onEvent;
      try {
        return await runOnce(options, onEvent, running, mayRetry);
      } finally {
        running = undefined;
        tell = () => undefined;
      }
    },
    cancel: () => {
      running?.abort(failure("cancelled", "The run was cancelled."));
      return Promise.resolve();
    },
    openSampler: sampling.open,
    takeSamples: sampling.take,
    closeSampler: sampling.close,
    setVisible: (visible) => {
      if (!visible)
        tell({ kind: "paused", because: "this tab is hidden, and browsers slow those down" });
      pause.setVisible(visible);
      return Promise.resolve();
    },
  };
};
