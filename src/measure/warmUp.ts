import type { Fraction, Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import { timestampsAreBroken } from "./passDuration.ts";
import type { SamplePlan } from "./passSizes.ts";
import { untilVisible } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { Timing } from "./timing.ts";

export interface WarmUpOptions {
  /** Warm-up ends after this at the latest. */
  readonly warmUpSeconds: Seconds;
  /** A block that is faster than the best before it by no more than this has stopped improving. */
  readonly warmUpTolerance: Fraction;
}

/** What has run of the same work before. */
export interface ColdRun {
  readonly secondsPerRepetition?: Seconds;
  readonly spentSeconds: Seconds;
}

const samplesPerBlock = 3;

/** Whether the last of the blocks' medians was no longer better than the best before it. */
export const hasStoppedImproving = (
  blockSeconds: readonly Seconds[],
  tolerance: Fraction,
): boolean => {
  const last = blockSeconds.at(-1);
  const earlier = blockSeconds.slice(0, -1);
  if (last === undefined || earlier.length === 0) return false;
  return last > Math.min(...earlier) * (1 - tolerance);
};

/**
 * Runs the work until a block of samples stops improving: clocks rise, caches fill. A cold run counts
 * as the first block. Gives the last block's seconds per repetition, undefined where there is none.
 */
export const warmUp = async (
  timing: Timing,
  plan: SamplePlan,
  cold: ColdRun,
  { warmUpSeconds, warmUpTolerance }: WarmUpOptions,
): Promise<Seconds | undefined> => {
  const { wall } = timing.clock;
  const blocks: Seconds[] = [];
  if (cold.secondsPerRepetition !== undefined) blocks.push(cold.secondsPerRepetition);
  const end = wall.now() + warmUpSeconds - cold.spentSeconds;
  while (wall.now() < end && !hasStoppedImproving(blocks, warmUpTolerance)) {
    const block = await takeBlock(timing, plan, { count: samplesPerBlock, until: end });
    if (block.interrupted) {
      await untilVisible(timing.pause, timing.signal);
      return warmUp(timing, plan, { spentSeconds: 0 }, { warmUpSeconds, warmUpTolerance });
    }
    if (timestampsAreBroken(block)) return undefined;
    const middle = median(block.samples.map((sample) => sample.secondsPerRepetition));
    if (middle !== undefined) blocks.push(middle);
  }
  return blocks.at(-1);
};
