import { differenceOf, judgeBlocks, looksUpTo } from "../../src/analysis/gateBlocks.ts";
import { blockOrder, type GateSide } from "../../src/analysis/gateOrder.ts";
import type { GateJudgement } from "../../src/analysis/gateVerdict.ts";
import type { GateLimit, GateMetricName } from "../../src/domain/gate.ts";
import type { SampledMetric, SamplesTaken } from "../../src/domain/sampler.ts";
import type { Seconds } from "../../src/domain/units.ts";

/** One of two pages, ready to be sampled. */
export interface Side {
  readonly metrics: readonly SampledMetric[];
  take(): Promise<SamplesTaken>;
}

/** What is known of one metric when the blocks end. */
export interface Judged {
  readonly limit: GateLimit;
  /** Of the last look that it had part in; undefined where it had none. */
  readonly judgement: GateJudgement | undefined;
  /** Blocks that the judgement is from. */
  readonly blocks: number;
}

/** A side gave no samples, or wrong ones. */
interface Broken {
  readonly status: "broken";
  readonly side: GateSide;
  readonly taken: Exclude<SamplesTaken, { status: "taken" }>;
}

export type InTurns =
  | {
      readonly status: "judged";
      readonly judged: readonly Judged[];
      /** What ended the blocks before every metric was decided or the last look was reached. */
      readonly endedBy?: string;
    }
  | Broken;

export interface TurnOptions {
  readonly limits: readonly GateLimit[];
  readonly mostBlocks: number;
  readonly seed: number;
  /** Why there is no time for another block; undefined while there is. */
  readonly endedBy: () => string | undefined;
  /** So many blocks are done, and so many metrics are not decided. */
  readonly onBlock: (blocks: number, undecided: number) => void;
}

interface Course {
  readonly limit: GateLimit;
  readonly differences: number[];
  judgement: GateJudgement | undefined;
  blocks: number;
}

const isDecided = ({ judgement }: Course): boolean =>
  judgement !== undefined && judgement.verdict !== "unsure";

/** Seconds per unit of work, so that both sides count the same. */
const perUnit = (
  { metrics }: Side,
  name: GateMetricName,
  seconds: Seconds | undefined,
): Seconds | undefined => {
  const work = metrics.find((metric) => metric.name === name)?.work;
  return seconds === undefined || work === undefined ? undefined : seconds / work;
};

/**
 * Samples two pages in blocks of A B B A or B A A B, until every metric is decided at one of the looks or
 * the last look is reached. A metric that is decided stays so; the others go on.
 */
export const sampleInTurns = async (
  sides: Readonly<Record<GateSide, Side>>,
  { limits, mostBlocks, seed, endedBy, onBlock }: TurnOptions,
): Promise<InTurns> => {
  const courses = limits.map((limit): Course => ({
    limit,
    differences: [],
    judgement: undefined,
    blocks: 0,
  }));
  const judged = (): readonly Judged[] =>
    courses.map(({ limit, judgement, blocks }) => ({ limit, judgement, blocks }));
  /** A side that gives nothing any more because it is over is not broken. */
  const endOf = (side: GateSide, taken: Broken["taken"]): InTurns => {
    const reason = taken.status === "failed" ? endedBy() : undefined;
    return reason === undefined
      ? { status: "broken", side, taken }
      : { status: "judged", judged: judged(), endedBy: reason };
  };
  const looks = looksUpTo(mostBlocks);
  const nextOrder = blockOrder(seed);

  for (const side of ["a", "b"] as const) {
    const taken = await sides[side].take(); // warms up, and does not count
    if (taken.status !== "taken") return endOf(side, taken);
  }
  for (let blocks = 1; blocks <= looks.at(-1)!; blocks += 1) {
    const reason = endedBy();
    if (reason !== undefined) return { status: "judged", judged: judged(), endedBy: reason };
    const visits: Record<GateSide, Extract<SamplesTaken, { status: "taken" }>[]> = { a: [], b: [] };
    for (const side of nextOrder()) {
      const taken = await sides[side].take();
      if (taken.status !== "taken") return endOf(side, taken);
      visits[side].push(taken);
    }
    const isLook = looks.includes(blocks);
    for (const course of courses.filter((each) => !isDecided(each))) {
      const { metric } = course.limit;
      const of = (side: GateSide): readonly number[] =>
        visits[side].flatMap(({ seconds }) => perUnit(sides[side], metric, seconds[metric]) ?? []);
      const block = { a: of("a"), b: of("b") };
      // A visit whose clock could not be read takes its block with it: half of one has a drift in it.
      if (block.a.length === 2 && block.b.length === 2) {
        course.differences.push(differenceOf(block));
      }
      if (!isLook) continue;
      course.judgement = judgeBlocks(course.differences, {
        limit: course.limit.limit,
        metrics: limits.length,
      });
      course.blocks = course.differences.length;
    }
    const undecided = courses.filter((course) => !isDecided(course)).length;
    onBlock(blocks, undecided);
    if (undecided === 0) break;
  }
  return { status: "judged", judged: judged() };
};
