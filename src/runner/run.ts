import type { Thread } from "../domain/capabilities.ts";
import type { RunEvent } from "../domain/events.ts";
import { toFailure, type Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { CanaryReading, Result } from "../domain/result.ts";
import { noAnswer } from "../gpu/gpuDevice.ts";
import type { Seconds } from "../domain/units.ts";
import { afterGroup, hasDrifted } from "../measure/canary.ts";
import type { Pause } from "../measure/pause.ts";
import { Tuner } from "../measure/tuner.ts";
import { suites } from "../workloads/suites.ts";
import { tunerSeconds } from "../workloads/tunerSpace.ts";
import type { RunOutcome } from "./api.ts";
import { documentOf } from "./document.ts";
import { Ledger, TimestampsBroken } from "./ledger.ts";
import { Progress } from "./progress.ts";
import { rareShare, type Scene, type Step } from "./scene.ts";
import { openSession, type Session } from "./session.ts";
import { storyOf } from "./story.ts";
import { optionWarnings } from "./optionWarnings.ts";

export interface RunInput {
  readonly options: RunOptions;
  readonly thread: Thread;
  readonly emit: (event: RunEvent) => void;
  readonly signal: AbortSignal;
  readonly pause: Pause;
  /** Asked once after a loss: whether this page life may ask for a device again. */
  readonly mayRetry: () => boolean;
}

/** One run from the first adapter to the document. */
export const run = (input: RunInput): Promise<RunOutcome> => new Run(input).toEnd();

/** Failures that are warnings in what was finished before them. */
const endings = ["cancelled", "timed-out", "device-lost"] as const;

/** A device that no longer answers would not answer the second time either. */
const isRecoverable = ({ code, data }: Failure): boolean =>
  code === "device-lost" && data?.["reason"] !== noAnswer;

const softwareCanarySeconds: Seconds = 3;

class Run {
  readonly #input: RunInput;
  readonly #ledger: Ledger;
  readonly #progress: Progress;
  readonly #story: readonly Step[];
  readonly #tuner: Tuner;
  readonly #began = performance.now();
  readonly #createdAt = new Date().toISOString();
  #session: Session | undefined;
  /** Where the canaries stood after the last step. */
  readonly #level = new Map<CanaryReading["kind"], number>();
  #memoryShare = 1;
  #wallOnly = false;

  constructor(input: RunInput) {
    const { options, emit } = input;
    this.#input = input;
    this.#ledger = new Ledger(emit);
    this.#story = storyOf(suites[options.suite], options);
    this.#tuner = new Tuner(tunerSeconds[options.suite], options.remembered);
    this.#progress = new Progress(this.#story, suites[options.suite].expectedSeconds, emit);
  }

  async toEnd(): Promise<RunOutcome> {
    try {
      this.#session = await this.#open();
      this.#input.emit({ kind: "started", environment: this.#session.environment });
      this.#warnAtStart(this.#session);
      for (let index = 0; index < this.#story.length; index += 1) {
        this.#input.signal.throwIfAborted();
        this.#progress.begin(index, this.#session.measuring.context.arena.bytes);
        // What nearly every device skips keeps no time from the others.
        const likely = this.#story.slice(index + 1).filter(({ share }) => share > rareShare);
        this.#tuner.beginStep(1 + likely.length);
        await this.#measureStep(this.#story[index]!);
      }
      return { status: "done", result: this.#result(this.#session) };
    } catch (thrown) {
      return this.#ended(toFailure(thrown));
    } finally {
      this.#session?.close();
    }
  }

  get #elapsedSeconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  #open(): Promise<Session> {
    const { options, signal, pause } = this.#input;
    return openSession({
      options,
      suite: suites[options.suite],
      signal,
      pause,
      memoryShare: this.#memoryShare,
      wallOnly: this.#wallOnly,
      tuner: this.#tuner,
    });
  }

  #warnAtStart(session: Session): void {
    const { options, thread } = this.#input;
    for (const warning of [...session.warnings, ...optionWarnings(options, session, thread)]) {
      this.#ledger.warn(warning);
    }
  }

  /** A step, again where the device drifted meanwhile, was lost or turned out to have no timestamps. */
  async #measureStep(step: Step): Promise<void> {
    const mark = this.#ledger.mark();
    for (let reruns = 0; ; reruns += 1) {
      let readings: readonly CanaryReading[];
      try {
        await this.#readCanaries(this.#ledger.canaries.length === 0);
        await step.run(this.#scene());
        readings = await this.#readCanaries(this.#isCanaryDue());
      } catch (thrown) {
        await this.#recover(thrown, () => this.#ledger.rollBack(mark));
        continue;
      }
      const adapterKind = this.#session!.measuring.adapterKind;
      if (afterGroup(this.#sinceLevel(readings), { adapterKind, reruns }) === "rerun") {
        this.#ledger.rollBack(mark);
        continue;
      }
      if (readings.some(hasDrifted)) {
        this.#ledger.warn({
          code: "drift",
          message: "The speed of this device changed by more than 5% during the run.",
        });
      }
      for (const { kind, relative } of readings) this.#level.set(kind, relative);
      return;
    }
  }

  /** Behind every step; on software adapters, where a reading only warns, after a few seconds. */
  #isCanaryDue(): boolean {
    const last = this.#ledger.canaries.at(-1)?.atSeconds ?? 0;
    return (
      this.#session?.measuring.adapterKind === "hardware" ||
      this.#elapsedSeconds - last > softwareCanarySeconds
    );
  }

  /**
   * Readings as shares of those before the step. A device that has settled at another speed was warned
   * of; to measure every later step twice would not bring the first speed back.
   */
  #sinceLevel(readings: readonly CanaryReading[]): readonly CanaryReading[] {
    return readings.map((reading) => ({
      ...reading,
      relative: reading.relative / (this.#level.get(reading.kind) ?? 1),
    }));
  }

  #scene(): Scene {
    const { options } = this.#input;
    return {
      session: this.#session!,
      ledger: this.#ledger,
      suite: suites[options.suite],
      options,
    };
  }

  async #readCanaries(wanted: boolean): Promise<readonly CanaryReading[]> {
    if (!wanted) return [];
    const { canaries, measuring } = this.#session!;
    const readings: CanaryReading[] = [];
    for (const canary of canaries) {
      const reading = await canary.read(this.#elapsedSeconds, measuring.signal, measuring.pause);
      if (reading) readings.push(reading);
    }
    this.#ledger.canaries.push(...readings);
    return readings;
  }

  /** Undoes the step and opens another session where that may help; else throws on, and the step's rows stay. */
  async #recover(thrown: unknown, undo: () => void): Promise<void> {
    if (thrown instanceof TimestampsBroken && !this.#wallOnly) {
      undo();
      this.#wallOnly = true;
      this.#ledger.warn({ code: "timestamps-broken", message: thrown.message });
    } else if (isRecoverable(toFailure(thrown)) && this.#input.mayRetry()) {
      undo();
      this.#memoryShare /= 2;
      this.#ledger.warn({
        code: "device-lost",
        message: `The device was lost at ${this.#progress.now}; the run went on with half the memory.`,
      });
    } else {
      throw thrown;
    }
    this.#session?.close();
    this.#session = await this.#open();
    this.#level.clear();
  }

  #ended(failure: Failure): RunOutcome {
    if (!this.#session || this.#ledger.isEmpty) return { status: "failed", failure };
    const code = endings.find((ending) => ending === failure.code);
    const message = `Ended at ${this.#progress.now}: ${failure.message}`;
    if (code) this.#ledger.warn({ code, message });
    const result: Result = { ...this.#result(this.#session), partial: true };
    return { status: "partial", failure, result };
  }

  #result(session: Session): Result {
    const { options, thread } = this.#input;
    return documentOf({
      options,
      thread,
      ledger: this.#ledger,
      session,
      createdAt: this.#createdAt,
      durationSeconds: this.#elapsedSeconds,
    });
  }
}
