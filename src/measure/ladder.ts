import type { Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";
import { maximumRepetitionsPerPass, passLimits, type PassLimits } from "./passSizes.ts";
import { PassTimer } from "./passTimer.ts";
import type { TimedWork } from "./timedWork.ts";

/** How fast the work goes, by the longest of a few growing passes. */
export interface LadderTop {
  readonly status: "found";
  readonly workgroupsPerPass: number;
  readonly secondsPerRepetition: Seconds;
}

/** `too-short`: even the largest pass shows no time. */
export type LadderOutcome = LadderTop | { readonly status: "too-short" };

const growth = 4;

/** The next pass: `aimedSeconds` long by the last one, but at most four times as large. */
export const nextPassSize = (workgroups: number, seconds: Seconds, aimedSeconds: Seconds): number =>
  Math.ceil(workgroups * Math.min(growth, Math.max(aimedSeconds / seconds, 1 / growth)));

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
  const timer = new PassTimer(work, clock, signal);
  const largest = work.workgroupsPerRepetition * maximumRepetitionsPerPass;
  // A reading of one step or two says little of a coarse clock.
  const longEnough = Math.max(limits.unknownSeconds / 2, 2 * clock.resolutionSeconds);
  let workgroups = 1;
  let before: Seconds = 0;
  work.startSample();
  for (;;) {
    let seconds = await timer.time(workgroups);
    // Drivers finish compiling at the first dispatch: a sudden long pass is tried once more.
    if (seconds >= longEnough && seconds > 2 * growth * before) {
      seconds = Math.min(seconds, await timer.time(workgroups));
    }
    if (seconds >= longEnough || workgroups >= largest) {
      if (!(seconds > clock.resolutionSeconds)) return { status: "too-short" };
      const secondsPerRepetition = (seconds / workgroups) * work.workgroupsPerRepetition;
      return { status: "found", workgroupsPerPass: workgroups, secondsPerRepetition };
    }
    before = seconds;
    workgroups = Math.min(largest, nextPassSize(workgroups, seconds, 2 * longEnough));
  }
};
