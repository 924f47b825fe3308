import type { Clock } from "./clock.ts";
import type { Pause } from "./pause.ts";
import type { TimedWork } from "./timedWork.ts";

/** What is timed, by which clock, and what may end or interrupt it. */
export interface Timing {
  readonly work: TimedWork;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly pause: Pause;
}
