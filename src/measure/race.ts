import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { climbLadder } from "./ladder.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import type { Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";

export interface Racer {
  readonly id: string;
  readonly work: TimedWork;
}

export interface RaceOptions {
  /** Samples of each racer. */
  readonly rounds: number;
  readonly sampleSeconds: Seconds;
}

export const raceOptions: RaceOptions = { rounds: 4, sampleSeconds: 0.01 };

export interface RaceOutcome {
  /** In the order given; undefined of those that were dropped. */
  readonly lanes: readonly {
    readonly id: string;
    readonly secondsPerRepetition?: Seconds;
    /** Why it was dropped. */
    readonly dropped?: string;
  }[];
  /** The fastest, to be timed afresh; undefined where all were dropped. */
  readonly winner?: string;
}

interface Lane {
  readonly racer: Racer;
  readonly plan?: SamplePlan;
  readonly seconds: Seconds[];
  dropped?: string;
}

/** Says which works are fastest, in turns of A B B A, so that a drift of the clocks favours none. */
export const race = async (
  racers: readonly Racer[],
  clock: Clock,
  options: RaceOptions,
  signal: AbortSignal,
  pause: Pause,
): Promise<RaceOutcome> => {
  const sampleSeconds = Math.max(
    options.sampleSeconds,
    requiredSampleSeconds(clock, 0.03, passLimits),
  );
  const lanes: Lane[] = [];
  for (const racer of racers) lanes.push(await enterLane(racer, clock, sampleSeconds, signal));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const lane of round % 2 === 0 ? lanes : lanes.toReversed()) {
      if (lane.dropped === undefined && lane.plan) {
        await runLane(lane, lane.plan, clock, signal, pause);
      }
    }
  }
  return outcomeOf(lanes);
};

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

const enterLane = async (
  racer: Racer,
  clock: Clock,
  sampleSeconds: Seconds,
  signal: AbortSignal,
): Promise<Lane> => {
  try {
    const speed = await climbLadder(racer.work, clock, signal);
    if (speed.status !== "found") {
      return { racer, seconds: [], dropped: "below timer resolution" };
    }
    const { secondsPerRepetition } = speed;
    const { workgroupsPerRepetition } = racer.work;
    const plan = planSample(
      { workgroupsPerRepetition, secondsPerRepetition, sampleSeconds },
      passLimits,
    );
    return { racer, plan, seconds: [] };
  } catch (thrown) {
    signal.throwIfAborted();
    return { racer, seconds: [], dropped: reasonOf(thrown) };
  }
};

const runLane = async (
  lane: Lane,
  plan: SamplePlan,
  clock: Clock,
  signal: AbortSignal,
  pause: Pause,
): Promise<void> => {
  try {
    const block = await takeBlock(lane.racer.work, clock, plan, { count: 1 }, signal, pause);
    lane.seconds.push(...block.samples.map((taken) => taken.secondsPerRepetition));
  } catch (thrown) {
    signal.throwIfAborted();
    lane.dropped = reasonOf(thrown);
  }
};

const outcomeOf = (lanes: readonly Lane[]): RaceOutcome => {
  const told = lanes.map(({ racer, seconds, dropped }) => {
    const middle = median(seconds);
    return dropped !== undefined || middle === undefined
      ? { id: racer.id, dropped: dropped ?? "no sample could be believed" }
      : { id: racer.id, secondsPerRepetition: middle };
  });
  const finished = told.flatMap((lane) =>
    lane.secondsPerRepetition === undefined
      ? []
      : [{ id: lane.id, seconds: lane.secondsPerRepetition }],
  );
  const [fastest] = finished.toSorted((a, b) => a.seconds - b.seconds);
  return { lanes: told, ...(fastest && { winner: fastest.id }) };
};
