import type { Interval } from "../domain/interval.ts";
import { relativeHalfWidth } from "../domain/interval.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import { medianInterval, sequentialLevel } from "../statistics/medianInterval.ts";
import { abortable } from "./abortable.ts";
import { isTooCoarse, tooCoarseMessage, type Clock } from "./clock.ts";
import { climbLadder, type Speed } from "./ladder.ts";
import { nextLook } from "./looks.ts";
import { timestampsAreBroken } from "./passDuration.ts";
import {
  plannedPassSeconds,
  planSample,
  quantisation,
  requiredSampleSeconds,
  type SamplePlan,
} from "./passSizes.ts";
import type { Pause } from "./pause.ts";
import { takeBlock, type SampleBlock } from "./sampleBlock.ts";
import type { SamplerOptions } from "./samplerOptions.ts";
import type { TimedWork } from "./timedWork.ts";
import { isWarm } from "./warmUp.ts";

/** What lowers the trust in one measurement; each is a warning's code. */
export type SampleFlag = "noisy" | "correlated" | "bimodal" | "was-hidden";

export type SampleOutcome =
  | {
      readonly status: "measured";
      /** Seconds per repetition. */
      readonly interval: Interval;
      /** Of the first repetitions, before warm-up; undefined where they were disturbed. */
      readonly coldSeconds?: Seconds;
      readonly flags: readonly SampleFlag[];
      readonly lagOneAutocorrelation: number;
      /** What one sample was made of. */
      readonly repetitionsPerSample: number;
      readonly passesPerSample: number;
    }
  | { readonly status: "below-resolution"; readonly message: string }
  | {
      readonly status: "refused";
      /** `timestamps-broken`: measure again by the wall clock. */
      readonly reason: "timer-too-coarse" | "timestamps-broken" | "takes-too-long";
      readonly message: string;
    };

/** Correlation of 10 samples exceeds 0.3 by chance in 7% of sets, of 80 in 0.2%. */
const enoughToCallCorrelated = 80;
const warmUpBlockSamples = 3;

const inWords = (seconds: Seconds): string =>
  seconds >= 1 ? `${seconds.toPrecision(2)} s` : `${(seconds * 1000).toPrecision(2)} ms`;

/** Times one piece of work: ladder, cold sample, warm-up, then samples until the interval is narrow. */
export const sample = async (
  work: TimedWork,
  clock: Clock,
  options: SamplerOptions,
  signal: AbortSignal,
  pause: Pause,
): Promise<SampleOutcome> => {
  if (isTooCoarse(clock.resolutionSeconds)) {
    return {
      status: "refused",
      reason: "timer-too-coarse",
      message: tooCoarseMessage(clock.resolutionSeconds),
    };
  }
  return new Sampler(work, clock, options, signal, pause).run();
};

/** One measurement's course. */
class Sampler {
  readonly #work: TimedWork;
  readonly #clock: Clock;
  readonly #options: SamplerOptions;
  readonly #signal: AbortSignal;
  readonly #pause: Pause;
  #wasHidden = false;
  #passes = 0;
  #bad = 0;

  constructor(
    work: TimedWork,
    clock: Clock,
    options: SamplerOptions,
    signal: AbortSignal,
    pause: Pause,
  ) {
    this.#work = work;
    this.#clock = clock;
    this.#options = options;
    this.#signal = signal;
    this.#pause = pause;
  }

  async run(): Promise<SampleOutcome> {
    const speed = await this.#findSpeed();
    if (!speed) return this.#belowResolution();
    const sampleSeconds = this.#sampleSeconds();
    const needed =
      this.#options.minimumSamples * Math.max(sampleSeconds, speed.secondsPerRepetition);
    if (needed > this.#options.maximumSeconds) {
      return speed.secondsPerRepetition >= sampleSeconds
        ? this.#takesTooLong(needed)
        : this.#belowResolution();
    }
    let plan = this.#plan(speed, speed.secondsPerRepetition);
    const walked = speed.secondsPerRepetition > plannedPassSeconds(this.#options.passLimits);
    const coldSeconds = walked
      ? speed.secondsPerRepetition
      : (await this.#take(plan, 1)).samples[0]?.secondsPerRepetition;
    const warmSeconds = await this.#warmUp(plan);
    if (warmSeconds !== undefined) plan = this.#plan(speed, warmSeconds);
    return this.#measure(plan, coldSeconds);
  }

  async #findSpeed(): Promise<Speed | undefined> {
    for (;;) {
      await this.#visible();
      const { epoch } = this.#pause;
      const outcome = await climbLadder(
        this.#work,
        this.#clock,
        this.#signal,
        this.#options.passLimits,
      );
      if (this.#pause.epoch !== epoch) continue;
      return outcome.status === "found" ? outcome : undefined;
    }
  }

  /** A tenth more than the fewest samples need for the least GPU time, since samples vary. */
  #sampleSeconds(): Seconds {
    const { minimumSeconds, minimumSamples, maximumQuantisation, passLimits } = this.#options;
    return Math.max(
      (1.1 * minimumSeconds) / minimumSamples,
      requiredSampleSeconds(this.#clock, maximumQuantisation, passLimits),
    );
  }

  #plan(speed: Speed, secondsPerRepetition: Seconds): SamplePlan {
    const { slowestSecondsPerWorkgroup } = speed;
    return planSample(
      {
        workgroupsPerRepetition: this.#work.workgroupsPerRepetition,
        secondsPerRepetition,
        sampleSeconds: this.#sampleSeconds(),
        ...(slowestSecondsPerWorkgroup !== undefined && { slowestSecondsPerWorkgroup }),
      },
      this.#options.passLimits,
    );
  }

  async #take(plan: SamplePlan, count: number, until?: Seconds): Promise<SampleBlock> {
    const block = await takeBlock(
      this.#work,
      this.#clock,
      plan,
      { count, ...(until !== undefined && { until }) },
      this.#signal,
      this.#pause,
    );
    this.#passes += block.passes;
    this.#bad += block.bad;
    return block;
  }

  /** Seconds per repetition in the last block; undefined where none could be believed. */
  async #warmUp(plan: SamplePlan): Promise<Seconds | undefined> {
    const { warmUpSeconds, warmUpTolerance } = this.#options;
    for (;;) {
      const began = this.#clock.wall.now();
      const blockMedians: Seconds[] = [];
      let interrupted = false;
      let warm = false;
      while (!warm && !interrupted) {
        const block = await this.#take(plan, warmUpBlockSamples, began + warmUpSeconds);
        const middle = median(block.samples.map((taken) => taken.secondsPerRepetition));
        if (middle !== undefined) blockMedians.push(middle);
        interrupted = block.interrupted;
        const spentSeconds = this.#clock.wall.now() - began;
        warm = isWarm({ blockMedians, spentSeconds }, warmUpTolerance, warmUpSeconds);
      }
      if (!interrupted) return blockMedians.at(-1);
      await this.#visible();
    }
  }

  async #visible(): Promise<void> {
    if (!this.#pause.hidden) return;
    this.#wasHidden = true;
    await abortable(this.#pause.whenVisible(), this.#signal);
  }

  async #measure(plan: SamplePlan, coldSeconds: Seconds | undefined): Promise<SampleOutcome> {
    const { minimumSamples, minimumSeconds, budgetSeconds, maximumSeconds } = this.#options;
    const { now } = this.#clock.wall;
    const began = now();
    let pausedSeconds = 0;
    let gpuSeconds = 0;
    const seconds: Seconds[] = [];
    for (;;) {
      const look = nextLook(seconds.length, minimumSamples);
      const enough = seconds.length >= minimumSamples && gpuSeconds >= minimumSeconds;
      const until =
        began + pausedSeconds + (enough ? budgetSeconds : Math.max(budgetSeconds, maximumSeconds));
      const block = await this.#take(plan, look - seconds.length, until);
      for (const taken of block.samples) {
        seconds.push(taken.secondsPerRepetition);
        gpuSeconds += taken.seconds;
      }
      if (timestampsAreBroken({ passes: this.#passes, bad: this.#bad })) {
        return this.#timestampsBroken();
      }
      if (block.interrupted) {
        this.#wasHidden = true;
        const hiddenAt = now();
        await this.#visible();
        await this.#warmUp(plan);
        pausedSeconds += now() - hiddenAt;
        continue;
      }
      const spent = now() - began - pausedSeconds;
      const sampled = seconds.length >= minimumSamples && gpuSeconds >= minimumSeconds;
      if (!sampled) {
        if (spent < Math.max(budgetSeconds, maximumSeconds)) continue;
        return this.#takesTooLong(spent);
      }
      const ended = spent >= budgetSeconds;
      if (seconds.length < look && !ended) continue;
      const outcome = this.#outcome(seconds, plan, gpuSeconds, coldSeconds);
      const settled =
        outcome.status !== "measured" ||
        !(
          outcome.flags.includes("noisy") ||
          (outcome.flags.includes("correlated") && seconds.length < enoughToCallCorrelated)
        );
      if (settled || ended) return outcome;
    }
  }

  #outcome(
    seconds: readonly Seconds[],
    plan: SamplePlan,
    gpuSeconds: Seconds,
    coldSeconds: Seconds | undefined,
  ): SampleOutcome {
    const found = medianInterval(seconds, {
      level: sequentialLevel,
      quantisation: quantisation(this.#clock, plan.passes.length, gpuSeconds / seconds.length),
    });
    if (!found || !(found.interval.low > 0)) return this.#belowResolution();
    const { interval, quality } = found;
    const flags: readonly (SampleFlag | false)[] = [
      relativeHalfWidth(interval) > this.#options.targetHalfWidth && "noisy",
      quality.correlated && "correlated",
      quality.bimodal && "bimodal",
      this.#wasHidden && "was-hidden",
    ];
    return {
      status: "measured",
      interval,
      ...(coldSeconds !== undefined && { coldSeconds }),
      flags: flags.filter((flag) => flag !== false),
      lagOneAutocorrelation: quality.lagOneAutocorrelation,
      repetitionsPerSample: plan.repetitions,
      passesPerSample: plan.passes.length,
    };
  }

  #belowResolution(): SampleOutcome {
    return {
      status: "below-resolution",
      message:
        `This work is too short for a clock with steps of ${inWords(this.#clock.resolutionSeconds)}: ` +
        "below timer resolution.",
    };
  }

  #takesTooLong(seconds: Seconds): SampleOutcome {
    return {
      status: "refused",
      reason: "takes-too-long",
      message:
        `${this.#options.minimumSamples} samples of this would take ${inWords(seconds)}, ` +
        `more than the ${inWords(this.#options.maximumSeconds)} it may take.`,
    };
  }

  #timestampsBroken(): SampleOutcome {
    return {
      status: "refused",
      reason: "timestamps-broken",
      message: `${this.#bad} of ${this.#passes} timestamps of this device were zero, ran backwards or were absurd.`,
    };
  }
}
