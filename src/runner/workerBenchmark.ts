import { proxy, wrap } from "comlink";
import { FailureError } from "../domain/failure.ts";
import type { RunEvent } from "../domain/events.ts";
import type { Seconds } from "../domain/units.ts";
import type { BenchmarkApi } from "./api.ts";
import { lifelineOf } from "./lifeline.ts";
import {
  isCapabilities,
  isRunEvent,
  isRunOutcome,
  isSamplerOpened,
  isSamplesTaken,
  isText,
} from "./wire.ts";

export interface WorkerLimits {
  /** A worker that owes an answer and says nothing for so long counts as dead. */
  readonly silenceSeconds: Seconds;
  /** A run that goes on for so long after its cancel is ended with its worker. */
  readonly cancelSeconds: Seconds;
}

export interface WorkerBenchmark {
  /** Its calls reject with a `Failure` when the worker is dead. */
  readonly api: BenchmarkApi;
  terminate(): void;
}

/** The benchmark that `worker` exposes, with every call bounded in time and every answer checked. */
export const workerBenchmark = (worker: Worker, limits: WorkerLimits): WorkerBenchmark => {
  const remote = wrap<BenchmarkApi>(worker);
  const lifeline = lifelineOf(worker, limits.silenceSeconds);
  let runsInFlight = 0;
  let cancelTimer: ReturnType<typeof setTimeout> | undefined;

  const unreadable = (what: string): FailureError => {
    const message = `The worker sent ${what} that this page cannot read`;
    const failure = { code: "worker-failed", message } as const;
    lifeline.die(failure);
    return new FailureError(failure);
  };

  const askFor = async <Answer>(
    what: string,
    isAnswer: (value: unknown) => value is Answer,
    call: () => Promise<unknown>,
  ): Promise<Answer> => {
    const answer = await lifeline.ask(call);
    if (!isAnswer(answer)) throw unreadable(what);
    return answer;
  };

  const receiver =
    (onEvent: (event: RunEvent) => void) =>
    (event: unknown): void => {
      lifeline.heard();
      if (!isRunEvent(event)) {
        unreadable("an event");
        return;
      }
      try {
        onEvent(event);
      } catch (bug) {
        reportError(bug); // a fault in drawing does not end the measuring
      }
    };

  const api: BenchmarkApi = {
    buildId: () => askFor("an identity", isText, () => remote.buildId()),
    capabilities: () => askFor("capabilities", isCapabilities, () => remote.capabilities()),
    run: async (options, onEvent, mayRetry) => {
      runsInFlight += 1;
      try {
        return await askFor("an outcome", isRunOutcome, () =>
          remote.run(options, proxy(receiver(onEvent)), mayRetry),
        );
      } finally {
        runsInFlight -= 1;
        if (runsInFlight === 0) clearTimeout(cancelTimer);
      }
    },
    cancel: async () => {
      if (runsInFlight > 0) {
        clearTimeout(cancelTimer);
        cancelTimer = setTimeout(() => {
          const message = "The run did not end when it was cancelled, so its worker was";
          lifeline.die({ code: "cancelled", message });
        }, limits.cancelSeconds * 1000);
      }
      await lifeline.ask(() => remote.cancel());
    },
    openSampler: (options, onEvent) =>
      askFor("a sampler", isSamplerOpened, () =>
        remote.openSampler(options, proxy(receiver(onEvent))),
      ),
    takeSamples: () => askFor("samples", isSamplesTaken, () => remote.takeSamples()),
    closeSampler: () => askFor("samples", isSamplesTaken, () => remote.closeSampler()),
    setVisible: (visible) => lifeline.ask(() => remote.setVisible(visible)),
  };
  return {
    api,
    terminate: () =>
      lifeline.die({ code: "worker-failed", message: "The worker was ended by this page" }),
  };
};
