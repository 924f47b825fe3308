import type { Seconds } from "../domain/units.ts";
import type { Clock } from "./clock.ts";
import { passDuration, type TimestampTally } from "./passDuration.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { SamplePlan } from "./passSizes.ts";
import type { Pause } from "./pause.ts";
import type { TimedWork } from "./timedWork.ts";

export interface Sample {
  readonly secondsPerRepetition: Seconds;
  /** Of all its passes. */
  readonly seconds: Seconds;
}

/** Samples taken in one go, the queue never empty in between. */
export interface SampleBlock extends TimestampTally {
  /** Those that can be believed; fewer than asked for where timestamps were bad or time ran out. */
  readonly samples: readonly Sample[];
  /** The tab was hidden meanwhile; samples of after that are left out. */
  readonly interrupted: boolean;
}

export interface BlockOptions {
  readonly count: number;
  /** No sample is begun after this moment of the wall clock. */
  readonly until?: Seconds;
}

interface Taken {
  readonly passes: readonly CompletedPass[];
  readonly epoch: number;
}

/** Sum of the passes' own durations; undefined where one of them is bad. */
const secondsByTimestamps = (
  passes: readonly CompletedPass[],
): { readonly seconds: Seconds | undefined; readonly bad: number } => {
  const durations = passes.map(({ report, submittedAt, completedAt }) =>
    passDuration(report, completedAt - submittedAt),
  );
  const good = durations.flatMap((duration) =>
    duration.status === "good" ? [duration.seconds] : [],
  );
  const bad = durations.length - good.length;
  return { bad, seconds: bad > 0 ? undefined : good.reduce((sum, each) => sum + each, 0) };
};

/**
 * Takes samples one behind the other, two or three submits in flight. By the wall clock a sample lasts
 * from the completion before its first pass to the completion of its last one: the slope of time over
 * submits, so that what a submit and the news of its end cost once is not in it. A pass ahead of the
 * block gives the first such moment.
 */
export const takeBlock = async (
  work: TimedWork,
  clock: Clock,
  plan: SamplePlan,
  { count, until = Infinity }: BlockOptions,
  signal: AbortSignal,
  pause: Pause,
): Promise<SampleBlock> => {
  const stream = new PassStream(work, clock, signal);
  const { epoch } = pause;
  const undisturbed = (): boolean => pause.epoch === epoch && !pause.hidden;
  const taken: Promise<Taken>[] = [];
  const take = async (sizes: readonly number[]): Promise<void> => {
    const passes: Promise<CompletedPass>[] = [];
    for (const size of sizes) {
      await stream.room();
      if (passes.length === 0) work.startSample();
      passes.push(stream.push(size));
    }
    const all = Promise.all(passes).then((done) => ({ passes: done, epoch: pause.epoch }));
    all.catch(() => undefined); // awaited below, or an earlier one has failed before it
    taken.push(all);
  };
  if (clock.kind === "wall") await take(plan.passes.slice(0, 1));
  for (let index = 0; index < count && undisturbed() && clock.wall.now() < until; index += 1) {
    await take(plan.passes);
  }
  const done = (await Promise.all(taken)).filter((sample) => sample.epoch === epoch);
  const interrupted = !undisturbed();
  const toSample = (seconds: Seconds): Sample => ({
    secondsPerRepetition: seconds / plan.repetitions,
    seconds,
  });
  if (clock.kind === "wall") {
    const ends = done.map(({ passes }) => Math.max(...passes.map((pass) => pass.completedAt)));
    const lengths = ends.slice(1).map((end, index) => end - (ends[index] ?? end));
    const samples = lengths.filter((seconds) => seconds > 0).map(toSample);
    return { samples, interrupted, passes: 0, bad: 0 };
  }
  const read = done.map(({ passes }) => secondsByTimestamps(passes));
  return {
    samples: read.flatMap(({ seconds }) => (seconds === undefined ? [] : [toSample(seconds)])),
    interrupted,
    passes: done.reduce((sum, { passes }) => sum + passes.length, 0),
    bad: read.reduce((sum, { bad }) => sum + bad, 0),
  };
};
