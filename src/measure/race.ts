import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import { untilVisible, type Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { findSpeed } from "./workSpeed.ts";

export interface Racer {
  readonly id: string;
  readonly work: TimedWork;
}

export interface RaceOptions {
  /** Samples of each racer; the first of them warms up and does not count. */
  readonly rounds: number;
  readonly sampleSeconds: Seconds;
}

export const raceOptions: RaceOptions = { rounds: 5, sampleSeconds: 0.01 };

export interface Lane {
  readonly id: string;
  /** Median of its samples, to compare by and not to show; undefined where it was dropped. */
  readonly secondsPerRepetition?: Seconds;
  /** Why it was dropped. */
  readonly dropped?: string;
}

export interface RaceOutcome {
  /** In the order given. */
  readonly lanes: readonly Lane[];
  /** Id of the fastest, to be timed afresh; undefined where all were dropped. */
  readonly winner?: string;
}

const maximumQuantisation = 0.03;

/** One racer's course: it drops out where its work fails, and the others go on. */
class Runner {
  readonly #id: string;
  readonly #timing: Timing;
  readonly #seconds: Seconds[] = [];
  #plan: SamplePlan | undefined;
  #dropped: string | undefined;

  constructor(id: string, timing: Timing) {
    this.#id = id;
    this.#timing = timing;
  }

  prepare(sampleSeconds: Seconds): Promise<void> {
    return this.#attempt(async () => {
      const speed = await findSpeed(this.#timing, passLimits);
      if (!speed) {
        this.#dropped = "below timer resolution";
        return;
      }
      const { workgroupsPerRepetition } = this.#timing.work;
      this.#plan = planSample({ ...speed, workgroupsPerRepetition, sampleSeconds }, passLimits);
    });
  }

  takeSample(): Promise<void> {
    return this.#attempt(async () => {
      const { pause, signal } = this.#timing;
      while (this.#plan && this.#dropped === undefined) {
        await untilVisible(pause, signal);
        const block = await takeBlock(this.#timing, this.#plan, { count: 1 });
        if (block.interrupted) continue;
        this.#seconds.push(...block.samples.map((sample) => sample.secondsPerRepetition));
        return;
      }
    });
  }

  finish(): Lane {
    const counting = this.#seconds.length > 1 ? this.#seconds.slice(1) : this.#seconds;
    const secondsPerRepetition = median(counting);
    return this.#dropped !== undefined || secondsPerRepetition === undefined
      ? { id: this.#id, dropped: this.#dropped ?? "no timestamp could be believed" }
      : { id: this.#id, secondsPerRepetition };
  }

  async #attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (thrown) {
      this.#timing.signal.throwIfAborted();
      this.#dropped = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
}

/** Says which work is fastest, in turns of A B B A, so that a drift of the clocks favours none. */
export const race = async (
  racers: readonly Racer[],
  clock: Clock,
  options: RaceOptions,
  signal: AbortSignal,
  pause: Pause,
): Promise<RaceOutcome> => {
  const required = requiredSampleSeconds(clock, maximumQuantisation, passLimits);
  const sampleSeconds = Math.max(options.sampleSeconds, required);
  const runners = racers.map(({ id, work }) => new Runner(id, { work, clock, signal, pause }));
  for (const runner of runners) await runner.prepare(sampleSeconds);
  for (let round = 0; round < options.rounds; round += 1) {
    const order = round % 2 === 0 ? runners : runners.toReversed();
    for (const runner of order) await runner.takeSample();
  }
  const lanes = runners.map((runner) => runner.finish());
  const [fastest] = lanes
    .filter((lane) => lane.secondsPerRepetition !== undefined)
    .toSorted((a, b) => (a.secondsPerRepetition ?? 0) - (b.secondsPerRepetition ?? 0));
  return { lanes, ...(fastest && { winner: fastest.id }) };
};
