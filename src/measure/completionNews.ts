import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock, WallTime } from "./clock.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { TimedWork } from "./timedWork.ts";

/** How this thread hears that a pass has ended. */
export interface CompletionNews {
  /** Only when the browser next looks, unless it is poked. */
  readonly polled: boolean;
  /** From the submit of one workgroup to the news of its end, poked where that helps. */
  readonly waitSeconds: Seconds;
}

/** Waits longer than this for one workgroup are the browser's, not the GPU's. */
const slowToHear: Seconds = 0.015;
const passesToWaitFor = 3;
const passesInARow = 16;

const elapsed = ({ submittedAt, completedAt }: CompletedPass): Seconds =>
  Math.max(0, completedAt - submittedAt);

/** Firefox looks for finished work every 100 ms, and at once when something is submitted. */
export const listenForCompletion = async (
  work: TimedWork,
  wall: WallTime,
  signal: AbortSignal,
): Promise<CompletionNews> => {
  const waitFor = async (polled: boolean): Promise<Seconds> => {
    const stream = new PassStream(work, { wall, polled }, signal);
    const waits: Seconds[] = [];
    while (waits.length < passesToWaitFor) waits.push(elapsed(await stream.one(1)));
    return median(waits) ?? 0;
  };
  const unasked = await waitFor(false);
  if (unasked <= slowToHear) return { polled: false, waitSeconds: unasked };
  const poked = await waitFor(true);
  return poked < unasked / 2
    ? { polled: true, waitSeconds: poked }
    : { polled: false, waitSeconds: unasked };
};

/**
 * How exactly the end of a pass is heard of: equal passes end at equal distances, so twice the mean
 * deviation from those is the step, be it a browser's tick or mere jitter.
 */
export const completionStep = async (
  work: TimedWork,
  clock: Pick<Clock, "wall" | "polled">,
  workgroups: number,
  signal: AbortSignal,
): Promise<Seconds> => {
  const stream = new PassStream(work, clock, signal);
  const pending: Promise<CompletedPass>[] = [];
  while (pending.length < passesInARow) {
    await stream.room();
    pending.push(stream.push(workgroups));
  }
  const ends = (await Promise.all(pending)).map(({ completedAt }) => completedAt);
  const gaps = ends.slice(1).map((end, index) => end - (ends[index] ?? end));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = gaps.reduce((sum, gap) => sum + Math.abs(gap - mean), 0) / gaps.length;
  return 2 * deviation;
};
