import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import { isTooCoarse, type Clock } from "./clock.ts";
import { stepOfDurations } from "./clockStep.ts";
import { passDuration, timestampsAreBroken } from "./passDuration.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { TimedWork } from "./timedWork.ts";

export type TimestampExam =
  | { readonly status: "passed"; readonly resolutionSeconds: Seconds }
  | { readonly status: "failed"; readonly message: string };

/** Four times the work takes four times as long; 3 to 5 leaves room for noise. */
const ratioBounds = { low: 3, high: 5 } as const;
/** The clocks' check at length asks for 10%; here noise of one pass is in it. */
const farthestApart = 0.5;

/** Short passes: what a coarse clock cannot tell apart shows its step best. */
const shortPasses = [1, 1, 2, 4, 8, 16];
const turns = ["small", "large", "large", "small", "small", "large", "large", "small"] as const;
type Load = (typeof turns)[number];

const elapsed = ({ submittedAt, completedAt }: CompletedPass): Seconds => completedAt - submittedAt;

const inMilliseconds = (seconds: Seconds): string => `${(seconds * 1000).toFixed(1)} ms`;

const stepOfPasses = (passes: readonly CompletedPass[]): Seconds | undefined =>
  stepOfDurations(
    passes.flatMap(({ report: { timestamps } }) =>
      timestamps ? [Number(timestamps.end - timestamps.begin)] : [],
    ),
  );

const failed = (message: string): TimestampExam => ({ status: "failed", message });

/** Times two loads of 1 to 4 in turns and asks whether the timestamps can be believed. */
export const examineTimestamps = async (
  work: TimedWork,
  clock: Pick<Clock, "wall" | "polled">,
  wallStepSeconds: Seconds,
  largeWorkgroups: number,
  signal: AbortSignal,
): Promise<TimestampExam> => {
  const stream = new PassStream(work, clock, signal);
  const small = Math.max(1, Math.round(largeWorkgroups / 4));
  const passes: CompletedPass[] = [];
  for (const size of shortPasses) passes.push(await stream.one(size));
  const loads: Record<Load, CompletedPass[]> = { small: [], large: [] };
  for (const load of turns) {
    const pass = await stream.one(load === "small" ? small : 4 * small);
    loads[load].push(pass);
    passes.push(pass);
  }
  const goodSeconds = (load: Load): readonly Seconds[] =>
    loads[load].flatMap((pass) => {
      const duration = passDuration(pass.report, elapsed(pass));
      return duration.status === "good" ? [duration.seconds] : [];
    });
  const smallSeconds = goodSeconds("small");
  const largeSeconds = goodSeconds("large");
  const bad = turns.length - smallSeconds.length - largeSeconds.length;
  const once = median(smallSeconds);
  const fourTimes = median(largeSeconds);
  if (timestampsAreBroken({ passes: turns.length, bad }) || !once || !fourTimes) {
    return failed(`${bad} of ${turns.length} timestamps were zero, ran backwards or were absurd.`);
  }
  const ratio = fourTimes / once;
  if (!(ratio >= ratioBounds.low && ratio <= ratioBounds.high)) {
    return failed(`By timestamps four times the work took ${ratio.toFixed(1)} times as long.`);
  }
  // The difference of two loads has no fixed cost in it.
  const byTimestamps = fourTimes - once;
  const byWall = (median(loads.large.map(elapsed)) ?? 0) - (median(loads.small.map(elapsed)) ?? 0);
  if (Math.abs(byWall - byTimestamps) > farthestApart * byTimestamps + 2 * wallStepSeconds) {
    return failed(
      `Timestamps say ${inMilliseconds(byTimestamps)} where the wall clock says ${inMilliseconds(byWall)}.`,
    );
  }
  const resolutionSeconds = stepOfPasses(passes);
  if (resolutionSeconds === undefined) return failed("The timestamps show no step.");
  return isTooCoarse(resolutionSeconds)
    ? failed(`The timestamps have steps of ${inMilliseconds(resolutionSeconds)}.`)
    : { status: "passed", resolutionSeconds };
};
