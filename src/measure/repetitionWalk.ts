import type { Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";
import { nextPassSize, type LadderTop } from "./ladder.ts";
import type { PassLimits } from "./passSizes.ts";
import { PassTimer } from "./passTimer.ts";
import type { TimedWork } from "./timedWork.ts";

export interface RepetitionWalk {
  readonly secondsPerRepetition: Seconds;
  /** Of the pass that had the slowest workgroups. */
  readonly slowestSecondsPerWorkgroup: Seconds;
}

/**
 * One repetition that is longer than a pass, pass by pass. The ladder has only seen its first part, and
 * the others may be slower: the size of each pass follows from the one before.
 */
export const walkRepetition = async (
  work: TimedWork,
  clock: Clock,
  top: LadderTop,
  signal: AbortSignal,
  limits: PassLimits,
): Promise<RepetitionWalk> => {
  const timer = new PassTimer(work, clock, signal);
  work.startSample();
  // Without timestamps the timer takes its shortest pass for the cost of waiting.
  if (clock.kind === "wall") await timer.time(1);
  work.startSample();
  let workgroups = top.workgroupsPerPass;
  let secondsPerRepetition = 0;
  let slowestSecondsPerWorkgroup = 0;
  for (let left = work.workgroupsPerRepetition; left > 0;) {
    const size = Math.min(workgroups, left);
    const seconds = await timer.time(size);
    left -= size;
    secondsPerRepetition += seconds;
    // A short rest costs a start and an end as well: it says little about its workgroups.
    if (seconds > limits.unknownSeconds / 4) {
      slowestSecondsPerWorkgroup = Math.max(slowestSecondsPerWorkgroup, seconds / size);
    }
    workgroups = nextPassSize(size, seconds, limits.unknownSeconds);
  }
  return { secondsPerRepetition, slowestSecondsPerWorkgroup };
};
