import type { Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";
import { passDuration } from "./passDuration.ts";
import { PassStream } from "./passStream.ts";
import type { TimedWork } from "./timedWork.ts";

/** Times passes one at a time, for estimates; the next is submitted when the last has ended. */
export class PassTimer {
  readonly #clock: Clock;
  readonly #stream: PassStream;
  #overheadSeconds = Infinity;

  constructor(work: TimedWork, clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#stream = new PassStream(work, clock, signal);
  }

  /**
   * Seconds of one pass. Without good timestamps the wall's, less what the shortest pass so far took:
   * that one is taken for the cost of a submit and of the wait for it.
   */
  async time(workgroups: number): Promise<Seconds> {
    const { report, submittedAt, completedAt } = await this.#stream.one(workgroups);
    const elapsed = Math.max(0, completedAt - submittedAt);
    this.#overheadSeconds = Math.min(this.#overheadSeconds, elapsed);
    const duration = passDuration(report, elapsed);
    return duration.status === "good" && this.#clock.kind === "timestamp-query"
      ? duration.seconds
      : elapsed - this.#overheadSeconds;
  }
}
