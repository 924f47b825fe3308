import type { Timer } from "../domain/capabilities.ts";
import type { Failure } from "../domain/failure.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import { isTooCoarse, tooCoarseMessage, type Clock, type WallTime } from "./clock.ts";
import { stepOfDurations, wallStep } from "./clockStep.ts";
import { climbLadder } from "./ladder.ts";
import { passDuration, timestampsAreBroken } from "./passDuration.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { TimedWork } from "./timedWork.ts";

export type TimerSelfTest =
  | {
      readonly status: "ready";
      readonly timer: Timer;
      readonly clock: Clock;
      /** Why timestamps are not used; absent where they are. */
      readonly message?: string;
    }
  | { readonly status: "refused"; readonly failure: Failure };

export interface TimerSelfTestOptions {
  /** After timestamps were found broken later on: goes straight to the wall clock. */
  readonly wallOnly?: boolean;
}

/** Waits longer than this for one workgroup are the browser's, not the GPU's. */
const slowToHear: Seconds = 0.015;
const tinyPasses = 3;

const elapsedOf = ({ submittedAt, completedAt }: CompletedPass): Seconds =>
  Math.max(0, completedAt - submittedAt);

const timePasses = async (
  stream: PassStream,
  sizes: readonly number[],
): Promise<readonly CompletedPass[]> => {
  const passes: CompletedPass[] = [];
  for (const size of sizes) passes.push(await stream.one(size));
  return passes;
};

/** Whether waiting is so slow that the browser must be poked, and whether that helps. */
const isPolled = async (work: TimedWork, wall: WallTime, signal: AbortSignal): Promise<boolean> => {
  const wait = async (polled: boolean): Promise<Seconds> => {
    const stream = new PassStream(work, { wall, polled }, signal);
    const passes = await timePasses(
      stream,
      Array.from({ length: tinyPasses }, () => 1),
    );
    return median(passes.map(elapsedOf)) ?? 0;
  };
  const unasked = await wait(false);
  return unasked > slowToHear && (await wait(true)) < unasked / 2;
};

/**
 * How exactly the thread hears that a pass has ended: equal passes end at equal distances, so twice
 * the mean deviation from that is the step, be it a browser's tick (all of it) or mere jitter.
 */
const completionStep = async (
  work: TimedWork,
  clock: Pick<Clock, "wall" | "polled">,
  workgroups: number,
  signal: AbortSignal,
): Promise<Seconds> => {
  const stream = new PassStream(work, clock, signal);
  const pending: Promise<CompletedPass>[] = [];
  for (let pass = 0; pass < 16; pass += 1) {
    await stream.room();
    pending.push(stream.push(workgroups));
  }
  const ends = (await Promise.all(pending)).map(({ completedAt }) => completedAt);
  const gaps = ends.slice(1).map((end, index) => end - (ends[index] ?? end));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return (2 * gaps.reduce((sum, gap) => sum + Math.abs(gap - mean), 0)) / gaps.length;
};

/** Two loads of 1 to 4, in turns, by the GPU's clock and by the wall's. */
const examineTimestamps = async (
  work: TimedWork,
  clock: Clock,
  wallStepSeconds: Seconds,
  workgroups: number,
  signal: AbortSignal,
): Promise<{ readonly resolutionSeconds: Seconds } | { readonly broken: string }> => {
  const stream = new PassStream(work, clock, signal);
  const small = Math.max(1, Math.round(workgroups / 4));
  const large = 4 * small;
  const tiny = await timePasses(stream, [1, 1, 2, 4, 8, 16]);
  const loads = await timePasses(stream, [small, large, large, small, small, large, large, small]);
  const durations = loads.map((pass) => passDuration(pass.report, elapsedOf(pass)));
  const bad = durations.filter(({ status }) => status === "bad").length;
  const secondsOf = (size: "small" | "large"): Seconds =>
    median(
      durations.flatMap((duration, index) =>
        duration.status === "good" && [0, 3].includes(index % 4) === (size === "small")
          ? [duration.seconds]
          : [],
      ),
    ) ?? NaN;
  if (timestampsAreBroken({ passes: durations.length, bad })) {
    return { broken: `${bad} of ${durations.length} timestamps were zero, negative or absurd.` };
  }
  const ratio = secondsOf("large") / secondsOf("small");
  if (!(ratio >= 3 && ratio <= 5)) {
    return { broken: `Timestamps made four times the work ${ratio.toFixed(1)} times as long.` };
  }
  const wallOf = (size: "small" | "large"): Seconds =>
    median(
      loads.filter((_, index) => [0, 3].includes(index % 4) === (size === "small")).map(elapsedOf),
    ) ?? 0;
  const byTimestamps = secondsOf("large") - secondsOf("small");
  const byWall = wallOf("large") - wallOf("small");
  if (Math.abs(byWall - byTimestamps) > 0.5 * byTimestamps + 2 * wallStepSeconds) {
    return { broken: "Timestamps and the wall clock disagree by more than half." };
  }
  const nanoseconds = [...tiny, ...loads].flatMap(({ report: { timestamps } }) =>
    timestamps ? [Number(timestamps.end - timestamps.begin)] : [],
  );
  return { resolutionSeconds: stepOfDurations(nanoseconds) ?? Infinity };
};

/**
 * Finds the clock to measure by, with two loads of the work given: timestamps where they are there and
 * right, else the wall clock, else, where that is too coarse, a refusal in words.
 */
export const timerSelfTest = async (
  work: TimedWork,
  wall: WallTime,
  signal: AbortSignal,
  { wallOnly = false }: TimerSelfTestOptions = {},
): Promise<TimerSelfTest> => {
  const step = wallStep(wall) ?? Infinity;
  work.startSample();
  const polled = await isPolled(work, wall, signal);
  const [first] = await timePasses(new PassStream(work, { wall, polled }, signal), [1]);
  const supported = first?.report.timestamps !== undefined;
  const refusal = (resolutionSeconds: Seconds): TimerSelfTest => ({
    status: "refused",
    failure: { code: "timer-too-coarse", message: tooCoarseMessage(resolutionSeconds) },
  });
  if (!supported && isTooCoarse(step)) return refusal(step);

  const byWall: Clock = { kind: "wall", resolutionSeconds: step, wall, polled };
  const byTimestamps: Clock = { ...byWall, kind: "timestamp-query", resolutionSeconds: 0 };
  const ladder = await climbLadder(work, isTooCoarse(step) ? byTimestamps : byWall, signal);
  const workgroups = ladder.status === "found" ? ladder.workgroupsPerPass : 1;

  const selfTest = supported ? "failed" : "not-supported";
  let message = "This device has no timestamps.";
  if (supported && !wallOnly) {
    const found = await examineTimestamps(work, byTimestamps, step, workgroups, signal);
    if ("resolutionSeconds" in found && !isTooCoarse(found.resolutionSeconds)) {
      const { resolutionSeconds } = found;
      return {
        status: "ready",
        timer: { kind: "timestamp-query", resolutionSeconds, selfTest: "passed" },
        clock: { ...byTimestamps, resolutionSeconds },
      };
    }
    message = "broken" in found ? found.broken : "Timestamps are too coarse.";
  }
  const heard = await completionStep(work, byWall, Math.ceil(workgroups / 4), signal);
  const resolutionSeconds = Math.max(step, heard);
  if (isTooCoarse(resolutionSeconds)) return refusal(resolutionSeconds);
  return {
    status: "ready",
    timer: { kind: "wall", resolutionSeconds, selfTest },
    clock: { ...byWall, resolutionSeconds },
    message,
  };
};
