import type { Verification } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import { tunerRules } from "../workloads/tunerSpace.ts";
import { WitnessError } from "./gpuWork.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import { untilVisible } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { findSpeed } from "./workSpeed.ts";

/** A variant's work as far as a race needs it. */
export interface Trial {
  readonly work: TimedWork;
  prove(workgroupsPerPass: number): Promise<Verification>;
}

/** One variant's course: it drops out where its work fails, and the others go on. */
export class Runner {
  readonly #trial: Trial;
  readonly #timing: Timing;
  #plan: SamplePlan | undefined;
  #workgroupsPerPass = 1;
  #samples: Seconds[] = [];
  #dropped: string | undefined;

  constructor(trial: Trial, timing: Omit<Timing, "work">) {
    this.#trial = trial;
    this.#timing = { ...timing, work: trial.work };
  }

  /** Why it is out of the race. */
  get dropped(): string | undefined {
    return this.#dropped;
  }

  /** Median of its samples, to compare by; the first of them warms up and does not count. */
  get secondsPerRepetition(): Seconds | undefined {
    return this.#dropped === undefined ? median(this.#samples.slice(1)) : undefined;
  }

  /** Seconds of a repetition in each sample but the first, which warms up; none where it is out. */
  get samples(): readonly Seconds[] {
    return this.#dropped === undefined ? this.#samples.slice(1) : [];
  }

  /** Finds how long its samples have to be. */
  prepare(): Promise<void> {
    return this.#attempt(async () => {
      const speed = await findSpeed(this.#timing, passLimits);
      if (!speed) {
        this.#dropped = "below timer resolution";
        return;
      }
      const { clock, work } = this.#timing;
      const { sampleSeconds, maximumQuantisation } = tunerRules;
      const required = requiredSampleSeconds(clock, maximumQuantisation, passLimits);
      this.#workgroupsPerPass = speed.workgroupsPerPass;
      this.#plan = planSample(
        {
          ...speed,
          workgroupsPerRepetition: work.workgroupsPerRepetition,
          sampleSeconds: Math.max(sampleSeconds, required),
        },
        passLimits,
      );
    });
  }

  /** Whether its output is right: only then may it win. */
  async prove(): Promise<boolean> {
    await this.#attempt(async () => {
      const { status, reason } = await this.#trial.prove(this.#workgroupsPerPass);
      if (status === "failed") this.#dropped = reason ?? "its output was wrong";
    });
    return this.#dropped === undefined;
  }

  /** Begins anew: samples by which it came to lead flatter it. */
  forget(): void {
    this.#samples = [];
  }

  takeSample(): Promise<void> {
    return this.#attempt(async () => {
      const { pause, signal } = this.#timing;
      while (this.#plan && this.#dropped === undefined) {
        await untilVisible(pause, signal);
        const block = await takeBlock(this.#timing, this.#plan, { count: 1 });
        if (block.interrupted) continue;
        this.#samples.push(...block.samples.map((sample) => sample.secondsPerRepetition));
        return;
      }
    });
  }

  async #attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (thrown) {
      this.#timing.signal.throwIfAborted();
      const isItsOwn = thrown instanceof WitnessError || thrown instanceof DOMException;
      if (!isItsOwn) throw thrown; // a lost device, or a bug
      this.#dropped = thrown.message;
    }
  }
}

type IsOver = () => boolean;
const never: IsOver = () => false;

/** Samples in turns of A B B A, so that a drift of the clocks favours none. */
const takeTurns = async (
  runners: readonly Runner[],
  turns: number,
  isOver: IsOver,
): Promise<void> => {
  for (let turn = 0; turn < turns && !isOver(); turn += 1) {
    const order = turn % 2 === 0 ? runners : runners.toReversed();
    for (const runner of order) await runner.takeSample();
  }
};

const bySpeed = (runners: readonly Runner[]): readonly Runner[] =>
  runners
    .flatMap((runner) => {
      const seconds = runner.secondsPerRepetition;
      return seconds === undefined ? [] : [{ runner, seconds }];
    })
    .toSorted((a, b) => a.seconds - b.seconds)
    .map(({ runner }) => runner);

/**
 * Successive halving: a few samples of each, then the slower half goes, until one is left; without time
 * by the samples at hand. All that have any, the fastest first.
 */
export const halve = async (
  runners: readonly Runner[],
  isOver: IsOver,
): Promise<readonly Runner[]> => {
  const { samplesPerRound } = tunerRules;
  let field = runners;
  let beaten: readonly Runner[] = [];
  await takeTurns(field, 1, isOver);
  while (field.length > 1) {
    await takeTurns(field, samplesPerRound, isOver);
    const ranked = bySpeed(field);
    const kept = Math.ceil(ranked.length / 2);
    beaten = [...ranked.slice(kept), ...beaten];
    field = ranked.slice(0, kept);
  }
  return [...field, ...beaten];
};

/** Whether `leader` is worth leaving `standard` for, by fresh samples of both. */
const isWorthIt = async (leader: Runner, standard: Runner, isOver: IsOver): Promise<boolean> => {
  const { samplesPerRound, finalSamples, leastGain } = tunerRules;
  const pair = [standard, leader];
  for (const runner of pair) runner.forget();
  await takeTurns(pair, 1 + samplesPerRound, never);
  await takeTurns(pair, finalSamples - samplesPerRound, isOver);
  const [before, after] = pair.map((runner) => runner.secondsPerRepetition);
  if (after === undefined) return false;
  return before === undefined || after <= (1 - leastGain) * before;
};

/**
 * The fastest whose output is right, if it is clearly faster than the first that can run, else that
 * one. Undefined where none can.
 */
export const race = async (
  runners: readonly Runner[],
  isOver: IsOver,
): Promise<Runner | undefined> => {
  const standard = runners.find(({ dropped }) => dropped === undefined);
  if (!standard) return undefined;
  for (const leader of await halve(runners, isOver)) {
    if (leader === standard) break;
    if (!(await leader.prove())) continue;
    return (await isWorthIt(leader, standard, isOver)) ? leader : standard;
  }
  return standard;
};
