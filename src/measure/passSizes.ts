import type { Fraction, Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";

/** How long one pass may hold the GPU. */
export interface PassLimits {
  /** Aimed at while the speed of the work is unknown. */
  readonly unknownSeconds: Seconds;
  /** Never exceeded by estimate. */
  readonly maximumSeconds: Seconds;
}

/** Half a second stalls a desktop, two seconds end the device: SPEC's 20 ms and 100 ms keep clear. */
export const passLimits: PassLimits = { unknownSeconds: 0.02, maximumSeconds: 0.1 };

/** Passes are planned half as long as they may be: the estimate may be off, and clocks may drop. */
export const plannedPassSeconds = ({ maximumSeconds }: PassLimits): Seconds => maximumSeconds / 2;

/** More dispatches than this in one pass take longer to encode than most of them take to run. */
export const maximumRepetitionsPerPass = 16384;

/** One sample: passes that together make whole repetitions. */
export interface SamplePlan {
  /** Workgroups of each pass, in order. */
  readonly passes: readonly number[];
  readonly repetitions: number;
}

/** `whole` in `parts` that differ by one at most. */
const evenParts = (whole: number, parts: number): readonly number[] =>
  Array.from(
    { length: parts },
    (_, part) => Math.floor(((part + 1) * whole) / parts) - Math.floor((part * whole) / parts),
  );

export interface SamplePlanInput {
  readonly workgroupsPerRepetition: number;
  readonly secondsPerRepetition: Seconds;
  /** A sample lasts at least this long. */
  readonly sampleSeconds: Seconds;
  /** Of the slowest workgroups seen in a row, where parts of a repetition differ. */
  readonly slowestSecondsPerWorkgroup?: Seconds;
}

/** A repetition longer than a pass is split into equal passes; shorter ones are batched whole. */
export const planSample = (input: SamplePlanInput, limits: PassLimits): SamplePlan => {
  const { workgroupsPerRepetition, secondsPerRepetition, sampleSeconds } = input;
  const planned = plannedPassSeconds(limits);
  const repetitions = Math.max(1, Math.ceil(sampleSeconds / secondsPerRepetition));
  const slowest = (input.slowestSecondsPerWorkgroup ?? 0) * workgroupsPerRepetition;
  const parts = Math.min(
    workgroupsPerRepetition,
    Math.ceil(Math.max(secondsPerRepetition / planned, slowest / limits.maximumSeconds)),
  );
  if (parts > 1) {
    const pieces = evenParts(workgroupsPerRepetition, parts);
    return { passes: Array.from({ length: repetitions }, () => pieces).flat(), repetitions };
  }
  const fitting = Math.floor(planned / secondsPerRepetition);
  const perPass = Math.max(1, Math.min(fitting, maximumRepetitionsPerPass));
  const passCount = Math.ceil(repetitions / perPass);
  const repetitionsPerPass = Math.ceil(repetitions / passCount);
  return {
    passes: Array.from({ length: passCount }, () => repetitionsPerPass * workgroupsPerRepetition),
    repetitions: passCount * repetitionsPerPass,
  };
};

/**
 * How long a sample is at least, so that the clock's step is at most `maximumQuantisation` of it. One
 * wall reading ends a sample, so its step counts once, but what the queue spends between two submits
 * is in it: long passes keep that small. Each pass has timestamps of its own, whose errors are
 * independent: over n passes they add up to √n steps.
 */
export const requiredSampleSeconds = (
  { kind, resolutionSeconds }: Pick<Clock, "kind" | "resolutionSeconds">,
  maximumQuantisation: Fraction,
  limits: PassLimits,
): Seconds => {
  const planned = plannedPassSeconds(limits);
  const inOnePass = resolutionSeconds / maximumQuantisation;
  if (kind === "wall") return Math.max(inOnePass, 0.8 * planned);
  return inOnePass <= planned ? inOnePass : planned * Math.ceil((inOnePass / planned) ** 2);
};

/** The clock's step as a share of a sample. */
export const quantisation = (
  { kind, resolutionSeconds }: Pick<Clock, "kind" | "resolutionSeconds">,
  passes: number,
  sampleSeconds: Seconds,
): Fraction => (resolutionSeconds * (kind === "wall" ? 1 : Math.sqrt(passes))) / sampleSeconds;
