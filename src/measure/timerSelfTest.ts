import type { Timer } from "../domain/capabilities.ts";
import type { Failure } from "../domain/failure.ts";
import type { Seconds } from "../domain/units.ts";
import { isTooCoarse, tooCoarseMessage, type Clock, type WallTime } from "./clock.ts";
import { wallStep } from "./clockStep.ts";
import { completionStep, listenForCompletion } from "./completionNews.ts";
import { climbLadder } from "./ladder.ts";
import { PassStream } from "./passStream.ts";
import type { TimedWork } from "./timedWork.ts";
import { examineTimestamps } from "./timestampExam.ts";

export type TimerSelfTest =
  | {
      readonly status: "ready";
      readonly timer: Timer;
      readonly clock: Clock;
      /** Why timestamps are not used; undefined where they are. */
      readonly message?: string;
    }
  | { readonly status: "refused"; readonly failure: Failure };

export interface TimerSelfTestOptions {
  /** Goes straight to the wall clock: timestamps were found broken after they had passed. */
  readonly wallOnly?: boolean;
}

const refused = (message: string): TimerSelfTest => ({
  status: "refused",
  failure: { code: "timer-too-coarse", message },
});

const heardTooLate = (waitSeconds: Seconds): TimerSelfTest =>
  refused(
    `This browser says that work has ended only up to ${Math.round(waitSeconds * 1000)} ms later, ` +
      "too coarsely to measure by. Use one with timestamps, such as Chrome or Edge.",
  );

/** Beginnings of passes in a row that all fall on one or two steps: too coarse to be tried on. */
const timestampsStandStill = async (
  work: TimedWork,
  clock: Pick<Clock, "wall" | "polled">,
  signal: AbortSignal,
): Promise<boolean> => {
  const stream = new PassStream(work, clock, signal);
  const seen = new Set<bigint | undefined>();
  for (let pass = 0; pass < 8; pass += 1) {
    seen.add((await stream.one(1)).report.timestamps?.begin);
  }
  return seen.size <= 2;
};

/** A machine that is busy for a moment can spoil one; timestamps that are broken fail each. */
const mostExams = 3;

/**
 * Finds the clock to measure by, with loads of the work given: timestamps where they are there and pass
 * their test, else the wall clock, else, where that is too coarse, a refusal in words.
 */
export const timerSelfTest = async (
  work: TimedWork,
  wall: WallTime,
  signal: AbortSignal,
  { wallOnly = false }: TimerSelfTestOptions = {},
): Promise<TimerSelfTest> => {
  const stepSeconds = wallStep(wall) ?? Infinity;
  work.startSample();
  const { report } = await new PassStream(work, { wall, polled: false }, signal).one(1);
  const supported = report.timestamps !== undefined;
  const { polled, waitSeconds } = await listenForCompletion(work, wall, signal);
  const byWall: Clock = { kind: "wall", resolutionSeconds: stepSeconds, wall, polled };
  const wallIsCoarse = isTooCoarse(stepSeconds) || isTooCoarse(waitSeconds);

  let message = wallOnly ? "Timestamps are left aside." : "This device has no timestamps.";
  if (supported && !wallOnly) {
    if (wallIsCoarse && (await timestampsStandStill(work, byWall, signal))) {
      return refused(tooCoarseMessage(stepSeconds));
    }
    const byTimestamps: Clock = { ...byWall, kind: "timestamp-query", resolutionSeconds: 0 };
    // The wall's word counts until timestamps have passed, unless it is no clock at all.
    const top = await climbLadder(work, wallIsCoarse ? byTimestamps : byWall, signal);
    const workgroups = top.status === "found" ? top.workgroupsPerPass : 4;
    const examine = () => examineTimestamps(work, byWall, stepSeconds, workgroups, signal);
    let exam = await examine();
    for (let i = 1; i < mostExams && exam.status === "failed"; i++) exam = await examine();
    if (exam.status === "passed") {
      const { resolutionSeconds } = exam;
      return {
        status: "ready",
        timer: { kind: "timestamp-query", resolutionSeconds, selfTest: "passed" },
        clock: { ...byTimestamps, resolutionSeconds },
      };
    }
    message = exam.message;
  }
  if (isTooCoarse(stepSeconds)) return refused(tooCoarseMessage(stepSeconds));
  if (isTooCoarse(waitSeconds)) return heardTooLate(waitSeconds);

  const top = await climbLadder(work, byWall, signal);
  const workgroups = top.status === "found" ? Math.ceil(top.workgroupsPerPass / 4) : 1;
  const heardSeconds = await completionStep(work, byWall, workgroups, signal);
  if (isTooCoarse(heardSeconds)) return heardTooLate(heardSeconds);
  const resolutionSeconds = Math.max(stepSeconds, heardSeconds);
  return {
    status: "ready",
    timer: {
      kind: "wall",
      resolutionSeconds,
      selfTest: supported ? "failed" : "not-supported",
    },
    clock: { ...byWall, resolutionSeconds },
    message,
  };
};
