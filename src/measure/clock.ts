import type { Timer } from "../domain/capabilities.ts";
import type { Seconds } from "../domain/units.ts";

/** The thread's own time; tests put a simulated one in its place. */
export interface WallTime {
  now(): Seconds;
  /** Resolves in a later task, after everything that was ready has run. */
  nextTask(): Promise<void>;
}

/** What tells how long work took on the queue, as the self-test found it. */
export interface Clock {
  readonly kind: Timer["kind"];
  /** Smallest step seen; of the wall clock, or how exactly it hears of completion if that is coarser. */
  readonly resolutionSeconds: Seconds;
  /** Also where the durations come from timestamps: budgets and waits are counted by it. */
  readonly wall: WallTime;
  /** The browser looks for finished work only now and then, so waiting has to poke it. */
  readonly polled: boolean;
}

/** At this step or coarser nothing is measured: 1% of it would be samples of two seconds. */
const coarsestResolutionSeconds: Seconds = 0.02;

/** A step is the difference of two readings, so it may come out a rounding error short. */
export const isTooCoarse = (resolutionSeconds: Seconds): boolean =>
  !(resolutionSeconds < 0.999 * coarsestResolutionSeconds);

/** The sentence shown where the clock is too coarse. */
export const tooCoarseMessage = (resolutionSeconds: Seconds): string =>
  `This browser tells time in steps of ${Math.round(resolutionSeconds * 1000)} ms; ` +
  `at ${coarsestResolutionSeconds * 1000} ms or more nothing is measured. ` +
  "Turn off its protection against fingerprinting for this page, or use another browser.";
