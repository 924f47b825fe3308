import type { Capabilities } from "../domain/capabilities.ts";
import type { Failure } from "../domain/failure.ts";
import type { Result } from "../domain/result.ts";
import type { RunOutcome } from "../runner/api.ts";
import type { Measuring } from "./measuring.ts";
import { openPageSampler, type PageSampler } from "./pageSampler.ts";
import { badOptions, readRunOptions } from "./runOptions.ts";

/** What the page offers to programs, as `window.decodeWall`. Rejections are plain `Failure` objects. */
export interface DecodeWall {
  readonly version: string;
  readonly build: { readonly id: string; readonly commit: string };
  capabilities(): Promise<Capabilities>;
  /** Measures; takes the fields of `RunOptions` and refuses others. */
  run(options: unknown): Promise<Result>;
  /** Keeps a suite's metrics ready, to take samples of them on demand: two builds in turns, say. */
  sampler(options: unknown): Promise<PageSampler>;
  /** Ends the run; what is finished becomes its result, as partial. */
  cancel(): Promise<void>;
  /** The result of the present run, else of the last one, else of the first to come. */
  readonly done: Promise<Result>;
}

declare global {
  interface Window {
    decodeWall?: DecodeWall;
  }
  interface WindowEventMap {
    /** Each event of a run, as it comes. */
    "decode-wall:event": CustomEvent;
    /** How a run ended, or why there is none: a `RunOutcome`. */
    "decode-wall:done": CustomEvent<RunOutcome>;
  }
}

const resultOf = (outcome: RunOutcome): Promise<Result> =>
  outcome.status === "failed"
    ? Promise.reject<Result>(outcome.failure)
    : Promise.resolve(outcome.result);

/** A promise of the next outcome's result. Its rejection is no error of the page: nobody has to listen. */
const promiseOfResult = () => {
  let settle: (outcome: RunOutcome) => void = () => undefined;
  const promise = new Promise<RunOutcome>((resolve) => {
    settle = resolve;
  }).then(resultOf);
  promise.catch(() => undefined);
  return { promise, settle };
};

/** Puts `decodeWall` on the window; the returned function tells programs that no run will start. */
export const installDecodeWall = (measuring: Measuring): ((failure: Failure) => void) => {
  let next = promiseOfResult();
  let isSettled = false;

  const settle = (outcome: RunOutcome): void => {
    isSettled = true;
    next.settle(outcome);
    dispatchEvent(new CustomEvent("decode-wall:done", { detail: outcome }));
  };
  measuring.onStart = () => {
    if (isSettled) next = promiseOfResult();
    isSettled = false;
  };
  measuring.onEvent = (event) =>
    dispatchEvent(new CustomEvent("decode-wall:event", { detail: event }));
  measuring.onSettled = settle;

  window.decodeWall = Object.freeze<DecodeWall>({
    version: __VERSION__,
    build: __BUILD__,
    capabilities: () => measuring.lookForGpu(),
    run: async (options) => {
      const read = readRunOptions(options);
      const outcome: RunOutcome =
        read.status === "bad"
          ? { status: "failed", failure: badOptions(read.problems) }
          : await measuring.run(read.options);
      return resultOf(outcome);
    },
    sampler: (options) => openPageSampler(measuring, options),
    cancel: () => measuring.cancel(),
    get done() {
      return next.promise;
    },
  });
  return (failure) => settle({ status: "failed", failure });
};
