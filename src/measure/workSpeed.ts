import type { Seconds } from "../domain/units.ts";
import { climbLadder } from "./ladder.ts";
import { plannedPassSeconds, type PassLimits } from "./passSizes.ts";
import { untilVisible } from "./pause.ts";
import { walkRepetition } from "./repetitionWalk.ts";
import type { Timing } from "./timing.ts";

/** What must be known of work before its passes can be planned. */
export interface WorkSpeed {
  /** Of about 20 ms: what unknown work of this kind may be put on the queue at once. */
  readonly workgroupsPerPass: number;
  readonly secondsPerRepetition: Seconds;
  /** Where a repetition is longer than a pass, and its parts may differ. */
  readonly slowestSecondsPerWorkgroup?: Seconds;
}

/**
 * By a coarse wall clock a walk behind a long pause can show no time at all, since the pause is taken for
 * the cost of waiting: the ladder's seconds divided by this are the least. Warm-up corrects either.
 */
const leastOfLadder = 4;

/**
 * The speed of unknown work: by the ladder, and by a walk through one repetition that is too long for
 * a pass. Again where the tab was hidden meanwhile. Undefined where nothing shows on this clock.
 */
export const findSpeed = async (
  { work, clock, signal, pause }: Timing,
  limits: PassLimits,
): Promise<WorkSpeed | undefined> => {
  for (;;) {
    await untilVisible(pause, signal);
    const { epoch } = pause;
    const top = await climbLadder(work, clock, signal, limits);
    const isLong = top.status === "found" && top.secondsPerRepetition > plannedPassSeconds(limits);
    const walk = isLong ? await walkRepetition(work, clock, top, signal, limits) : undefined;
    if (pause.epoch !== epoch) continue;
    if (top.status === "too-short") return undefined;
    const { workgroupsPerPass, secondsPerRepetition } = top;
    const least = secondsPerRepetition / leastOfLadder;
    return {
      workgroupsPerPass,
      ...walk,
      secondsPerRepetition: Math.max(walk?.secondsPerRepetition ?? secondsPerRepetition, least),
    };
  }
};
