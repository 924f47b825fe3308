import type { Seconds } from "../domain/units.ts";
import { passDuration, type TimestampTally } from "./passDuration.ts";
import type { SamplePlan } from "./passSizes.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { Timing } from "./timing.ts";

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

/**
 * Takes samples one behind the other, up to three submits in flight. By the wall clock a sample lasts
 * from the completion before its first pass to the completion of its last one: the slope of time over
 * submits, so that what a submit and the news of its end cost once is not in it. A pass ahead of the
 * block gives the first such moment.
 */
export const takeBlock = async (
  { work, clock, signal, pause }: Timing,
  plan: SamplePlan,
  { count, until = Infinity }: BlockOptions,
): Promise<SampleBlock> => {
  const stream = new PassStream(work, clock, signal);
  const { epoch } = pause;
  const disturbed = (): boolean => pause.epoch !== epoch || pause.hidden;
  const taken: Promise<TakenSample>[] = [];
  const take = async (sizes: readonly number[]): Promise<void> => {
    const passes: Promise<CompletedPass>[] = [];
    for (const size of sizes) {
      await stream.room();
      if (disturbed()) return;
      if (passes.length === 0) work.startSample();
      passes.push(stream.push(size));
    }
    const all = Promise.all(passes).then((done) => ({ passes: done, disturbed: disturbed() }));
    all.catch(() => undefined); // awaited below, unless an earlier one fails first
    taken.push(all);
  };
  if (clock.kind === "wall") await take(plan.passes.slice(0, 1));
  for (let index = 0; index < count && !disturbed() && clock.wall.now() < until; index += 1) {
    await take(plan.passes);
  }
  const done = await Promise.all(taken);
  const kept = done.filter((sample) => !sample.disturbed).map(({ passes }) => passes);
  const read = clock.kind === "wall" ? readByWall(kept) : readByTimestamps(kept);
  return {
    samples: read.seconds.map((seconds) => ({
      secondsPerRepetition: seconds / plan.repetitions,
      seconds,
    })),
    interrupted: disturbed(),
    passes: read.passes,
    bad: read.bad,
  };
};

interface TakenSample {
  readonly passes: readonly CompletedPass[];
  readonly disturbed: boolean;
}

interface Reading extends TimestampTally {
  readonly seconds: readonly Seconds[];
}

/** Each sample's time since the end of the one before; the first of `samples` gives none. */
const readByWall = (samples: readonly (readonly CompletedPass[])[]): Reading => {
  const ends = samples.map((passes) => Math.max(...passes.map(({ completedAt }) => completedAt)));
  const seconds = ends.slice(1).map((end, index) => end - (ends[index] ?? end));
  return { seconds: seconds.filter((each) => each > 0), passes: 0, bad: 0 };
};

/** The sum of each sample's passes; samples with a bad timestamp give none. */
const readByTimestamps = (samples: readonly (readonly CompletedPass[])[]): Reading => {
  const durations = samples.map((passes) =>
    passes.map(({ report, submittedAt, completedAt }) =>
      passDuration(report, completedAt - submittedAt),
    ),
  );
  const seconds = durations.flatMap((sample) => {
    const good = sample.flatMap((each) => (each.status === "good" ? [each.seconds] : []));
    return good.length === sample.length ? [good.reduce((sum, each) => sum + each, 0)] : [];
  });
  const all = durations.flat();
  return {
    seconds,
    passes: all.length,
    bad: all.filter(({ status }) => status === "bad").length,
  };
};
