import type { Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";
import { passDuration } from "./passDuration.ts";
import { PassStream } from "./passStream.ts";
import {
  maximumRepetitionsPerPass,
  passLimits,
  plannedPassSeconds,
  type PassLimits,
} from "./passSizes.ts";
import type { TimedWork } from "./timedWork.ts";

/** What is known of the work's speed before it is measured. */
export interface Speed {
  /** Of the longest pass tried. */
  readonly workgroupsPerPass: number;
  readonly secondsPerRepetition: Seconds;
  /** Of the slowest pass of one whole repetition, where that took several passes. */
  readonly slowestSecondsPerWorkgroup?: Seconds;
  /** What a submit and the wait for it cost beside the work, by the clock that was used. */
  readonly overheadSeconds: Seconds;
}

export type LadderOutcome =
  | ({ readonly status: "found" } & Speed)
  /** Even the largest pass shows no time. */
  | { readonly status: "too-short" };

const growth = 4;

/** The next pass: as long as `aimedSeconds` by the last one, but at most four times as large. */
const nextSize = (workgroups: number, seconds: Seconds, aimedSeconds: Seconds): number =>
  Math.ceil(workgroups * Math.min(growth, Math.max(aimedSeconds / seconds, 1 / growth)));

/** Times single passes; without timestamps what the shortest pass took is taken for the overhead. */
const passTimer = (work: TimedWork, clock: Clock, signal: AbortSignal) => {
  const stream = new PassStream(work, clock, signal);
  let overheadSeconds = Infinity;
  return async (workgroups: number): Promise<{ seconds: Seconds; overheadSeconds: Seconds }> => {
    const { report, submittedAt, completedAt } = await stream.one(workgroups);
    const elapsed = Math.max(0, completedAt - submittedAt);
    overheadSeconds = Math.min(overheadSeconds, elapsed);
    const duration = passDuration(report, elapsed);
    return duration.status === "good" && clock.kind === "timestamp-query"
      ? { seconds: duration.seconds, overheadSeconds: 0 }
      : { seconds: elapsed - overheadSeconds, overheadSeconds };
  };
};

/**
 * Finds the work's speed without holding the GPU: from one workgroup, each pass at most four times
 * the last, until one takes about `unknownSeconds`. Starts anew for every kernel and shape, since a
 * size that is quick for one ends the device for another.
 */
export const climbLadder = async (
  work: TimedWork,
  clock: Clock,
  signal: AbortSignal,
  limits: PassLimits = passLimits,
): Promise<LadderOutcome> => {
  const time = passTimer(work, clock, signal);
  const largest = work.workgroupsPerRepetition * maximumRepetitionsPerPass;
  const longEnough = Math.max(limits.unknownSeconds / 2, 2 * clock.resolutionSeconds);
  let workgroups = 1;
  let before: Seconds | undefined;
  work.startSample();
  for (;;) {
    let { seconds, overheadSeconds } = await time(workgroups);
    // Drivers finish compiling at the first dispatch: a sudden long pass is tried once more.
    if (seconds >= longEnough && seconds > 2 * growth * (before ?? 0)) {
      const again = await time(workgroups);
      seconds = Math.min(seconds, again.seconds);
      overheadSeconds = again.overheadSeconds;
    }
    if (seconds >= longEnough || workgroups >= largest) {
      if (!(seconds > clock.resolutionSeconds)) return { status: "too-short" };
      const secondsPerRepetition = (seconds / workgroups) * work.workgroupsPerRepetition;
      const walked =
        secondsPerRepetition > plannedPassSeconds(limits)
          ? await walkRepetition(work, time, workgroups, limits)
          : {};
      return {
        status: "found",
        workgroupsPerPass: workgroups,
        secondsPerRepetition,
        overheadSeconds,
        ...walked,
      };
    }
    before = seconds;
    workgroups = Math.min(largest, nextSize(workgroups, seconds, 2 * longEnough));
  }
};

/** One repetition pass by pass: its parts may differ, so each size follows from the pass before. */
const walkRepetition = async (
  work: TimedWork,
  time: ReturnType<typeof passTimer>,
  firstWorkgroups: number,
  limits: PassLimits,
): Promise<Pick<Speed, "secondsPerRepetition" | "slowestSecondsPerWorkgroup">> => {
  let left = work.workgroupsPerRepetition;
  let workgroups = firstWorkgroups;
  let secondsPerRepetition = 0;
  let slowestSecondsPerWorkgroup = 0;
  work.startSample();
  while (left > 0) {
    const size = Math.min(workgroups, left);
    const { seconds } = await time(size);
    left -= size;
    secondsPerRepetition += seconds;
    // A short rest costs a start and an end as well: it says little about its workgroups.
    if (seconds > limits.unknownSeconds / 4) {
      slowestSecondsPerWorkgroup = Math.max(slowestSecondsPerWorkgroup, seconds / size);
    }
    workgroups = nextSize(size, seconds, limits.unknownSeconds);
  }
  return { secondsPerRepetition, slowestSecondsPerWorkgroup };
};
