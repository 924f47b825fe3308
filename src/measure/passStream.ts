import type { Seconds } from "../domain/units.ts";
import { abortable } from "./abortable.ts";
import type { Clock } from "./clock.ts";
import type { PassReport, TimedWork } from "./timedWork.ts";

export interface CompletedPass {
  readonly report: PassReport;
  readonly submittedAt: Seconds;
  /** When this thread heard that its bytes were mapped. */
  readonly completedAt: Seconds;
}

interface Failed {
  readonly thrown: unknown;
}

/** Fewer, and the GPU runs dry and clocks down; more, and a cancel has to wait for them. */
const submitsInFlight = 3;

/** Puts passes on the GPU's queue, so many that it is never idle and never held for long. */
export class PassStream {
  readonly #work: TimedWork;
  readonly #clock: Pick<Clock, "wall" | "polled">;
  readonly #signal: AbortSignal;
  readonly #inFlight = new Set<Promise<unknown>>();
  #failure: Failed | undefined;

  constructor(work: TimedWork, clock: Pick<Clock, "wall" | "polled">, signal: AbortSignal) {
    this.#work = work;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Waits until another pass may be put on the queue; rejects when aborted or when a pass failed. */
  async room(): Promise<void> {
    this.#check();
    while (this.#inFlight.size >= submitsInFlight) {
      await abortable(Promise.race(this.#inFlight), this.#signal);
      this.#check();
    }
  }

  #check(): void {
    this.#signal.throwIfAborted();
    if (this.#failure) throw this.#failure.thrown;
  }

  push(workgroups: number): Promise<CompletedPass> {
    const { now } = this.#clock.wall;
    const submittedAt = now();
    const completed = this.#work
      .submit(workgroups)
      .then((report) => ({ report, submittedAt, completedAt: now() }));
    const settled: Promise<unknown> = completed
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .then(() => this.#inFlight.delete(settled));
    this.#inFlight.add(settled);
    if (this.#clock.polled && this.#inFlight.size === 1) void this.#pump();
    const result = abortable(completed, this.#signal);
    result.catch(() => undefined); // whoever awaits it hears of it; nobody may, after an earlier failure
    return result;
  }

  /** One pass alone, from submit to mapped bytes. */
  async one(workgroups: number): Promise<CompletedPass> {
    await this.room();
    return this.push(workgroups);
  }

  async #pump(): Promise<void> {
    while (this.#inFlight.size > 0 && !this.#signal.aborted) {
      this.#work.poke();
      await this.#clock.wall.nextTask();
    }
  }
}
