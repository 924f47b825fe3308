import type { Seconds } from "../domain/units.ts";
import { isTooCoarse, type Clock } from "./clock.ts";
import { timestampsAreBroken, type TimestampTally } from "./passDuration.ts";
import { planSample, quantisation, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import { untilVisible, type Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import {
  belowResolution,
  takesTooLong,
  timerTooCoarse,
  timestampsBroken,
  type SampleOutcome,
} from "./sampleOutcome.ts";
import type { SamplerOptions } from "./samplerOptions.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { judgeSamples, nextLook, type Verdict } from "./verdict.ts";
import { warmUp, type ColdRun } from "./warmUp.ts";
import { findSpeed, type WorkSpeed } from "./workSpeed.ts";

/**
 * Times one piece of work: ladder, cold sample, warm-up, then samples until their interval is narrow or
 * the budget ends. `known` is its speed, where that was just found. Rejects with the signal's reason
 * when aborted, and with what a submit rejects with.
 */
export const sample = async (
  work: TimedWork,
  clock: Clock,
  options: SamplerOptions,
  signal: AbortSignal,
  pause: Pause,
  known?: WorkSpeed,
): Promise<SampleOutcome> => {
  if (isTooCoarse(clock.resolutionSeconds)) return timerTooCoarse(clock);
  const timing: Timing = { work, clock, signal, pause };
  const { epoch } = pause;
  const speed = known ?? (await findSpeed(timing, options.passLimits));
  if (!speed) return belowResolution(clock);

  const { minimumSamples, maximumSeconds } = options;
  const sampleSeconds = leastSampleSeconds(clock, options);
  const needed = minimumSamples * Math.max(sampleSeconds, speed.secondsPerRepetition);
  if (needed > maximumSeconds) {
    return speed.secondsPerRepetition < sampleSeconds
      ? belowResolution(clock)
      : takesTooLong(minimumSamples, needed, maximumSeconds);
  }
  const planFor = (secondsPerRepetition: Seconds): SamplePlan =>
    planSample(
      {
        ...speed,
        workgroupsPerRepetition: work.workgroupsPerRepetition,
        secondsPerRepetition,
        sampleSeconds,
      },
      options.passLimits,
    );
  const coldPlan = planFor(speed.secondsPerRepetition);
  const cold = await runCold(timing, coldPlan, speed);
  const warmSeconds = await warmUp(timing, coldPlan, cold, options);
  const plan = planFor(warmSeconds ?? speed.secondsPerRepetition);
  const verdict = await takeSamples(timing, plan, options);
  if ("status" in verdict) return verdict;
  const wasHidden = pause.epoch !== epoch;
  return {
    status: "measured",
    interval: verdict.interval,
    ...(cold.secondsPerRepetition !== undefined && { coldSeconds: cold.secondsPerRepetition }),
    flags: [...verdict.flags, ...(wasHidden ? (["was-hidden"] as const) : [])],
    lagOneAutocorrelation: verdict.lagOneAutocorrelation,
    repetitionsPerSample: plan.repetitions,
    passesPerSample: plan.passes.length,
  };
};

/** A tenth more than the fewest samples need for the least GPU time, since samples vary. */
const leastSampleSeconds = (
  clock: Clock,
  { minimumSeconds, minimumSamples, maximumQuantisation, passLimits }: SamplerOptions,
): Seconds =>
  Math.max(
    (1.1 * minimumSeconds) / minimumSamples,
    requiredSampleSeconds(clock, maximumQuantisation, passLimits),
  );

/** The first whole sample; where a repetition was walked through, that was it. */
const runCold = async (timing: Timing, plan: SamplePlan, speed: WorkSpeed): Promise<ColdRun> => {
  const { secondsPerRepetition, slowestSecondsPerWorkgroup } = speed;
  if (slowestSecondsPerWorkgroup !== undefined) {
    return { secondsPerRepetition, spentSeconds: secondsPerRepetition };
  }
  const block = await takeBlock(timing, plan, { count: 1 });
  const [first] = block.samples;
  return {
    spentSeconds: first?.seconds ?? 0,
    ...(first && { secondsPerRepetition: first.secondsPerRepetition }),
  };
};

/** Samples until they are settled or the budget ends, the least that is asked for in any case. */
const takeSamples = async (
  timing: Timing,
  plan: SamplePlan,
  options: SamplerOptions,
): Promise<Verdict | SampleOutcome> => {
  const { clock, pause, signal } = timing;
  const { minimumSamples, minimumSeconds, budgetSeconds } = options;
  const longestSeconds = Math.max(budgetSeconds, options.maximumSeconds);
  const { now } = clock.wall;
  const secondsPerRepetition: Seconds[] = [];
  let gpuSeconds = 0;
  const isEnough = (): boolean =>
    secondsPerRepetition.length >= minimumSamples && gpuSeconds >= minimumSeconds;
  let tally: TimestampTally = { passes: 0, bad: 0 };
  let began = now();
  for (;;) {
    const look = nextLook(secondsPerRepetition.length, minimumSamples);
    const block = await takeBlock(timing, plan, {
      count: look - secondsPerRepetition.length,
      until: began + (isEnough() ? budgetSeconds : longestSeconds),
    });
    secondsPerRepetition.push(...block.samples.map((taken) => taken.secondsPerRepetition));
    gpuSeconds += block.samples.reduce((sum, taken) => sum + taken.seconds, 0);
    tally = { passes: tally.passes + block.passes, bad: tally.bad + block.bad };
    if (timestampsAreBroken(tally)) return timestampsBroken(tally);
    if (block.interrupted) {
      const interruptedAt = now();
      await untilVisible(pause, signal);
      await warmUp(timing, plan, { spentSeconds: 0 }, options);
      began += now() - interruptedAt;
      continue;
    }
    const spent = now() - began;
    if (!isEnough()) {
      if (spent < longestSeconds) continue;
      return takesTooLong(minimumSamples, spent, longestSeconds);
    }
    const ended = spent >= budgetSeconds;
    const count = secondsPerRepetition.length;
    if (count < look && !ended) continue;
    const verdict = judgeSamples(secondsPerRepetition, {
      targetHalfWidth: options.targetHalfWidth,
      quantisation: quantisation(clock, plan.passes.length, gpuSeconds / count),
    });
    if (!verdict) return belowResolution(clock);
    if (verdict.settled || ended) return verdict;
  }
};
