import {
  differenceOf,
  gateLooks,
  judgeBlocks,
  type GateBlock,
} from "../../../src/analysis/gateBlocks.ts";
import { judgeRuns } from "../../../src/analysis/gateRuns.ts";
import type { GateVerdict } from "../../../src/domain/gate.ts";
import { blockOrder } from "../../../src/analysis/gateOrder.ts";
import { gateNoise, type GateNoise } from "./gateNoise.ts";

export interface Trial {
  readonly noise: GateNoise;
  /** Standard deviation of ln time of one visit, or of one run. */
  readonly spread: number;
  /** How much slower B is; 0.1 is 10%. */
  readonly slowdown: number;
  readonly limit: number;
  readonly metrics: number;
  readonly seed: number;
}

/** A disturbed machine is itself again after so many runs on average: a level that outlasts the history is a change. */
const runsPerStep = 6;

export interface Ended {
  readonly verdict: GateVerdict;
  readonly blocks: number;
}

/** One gate over two builds, block by block as the command does it: all metrics feel the same noise model. */
export const againstTrial = (trial: Trial): readonly Ended[] => {
  const { noise, spread, slowdown, limit, metrics, seed } = trial;
  const last = gateLooks.at(-1)!;
  const order = blockOrder(seed);
  const sides = Array.from({ length: last }, () => order());
  return Array.from({ length: metrics }, (_, metric): Ended => {
    const disturb = gateNoise(noise, spread, 4 * last, seed * 64 + metric);
    const differences: number[] = [];
    for (const look of gateLooks) {
      while (differences.length < look) {
        const block = { a: [] as number[], b: [] as number[] };
        for (const side of sides[differences.length]!) {
          block[side].push(Math.exp(disturb()) * (side === "b" ? 1 + slowdown : 1));
        }
        differences.push(differenceOf(block satisfies GateBlock));
      }
      const judged = judgeBlocks(differences, { limit, metrics });
      if (judged && judged.verdict !== "unsure") return { verdict: judged.verdict, blocks: look };
    }
    return { verdict: "unsure", blocks: last };
  });
};

/**
 * `fresh` new runs right after `stored` ones of the same machine. An alarm by a single run is measured once
 * more, as the command does.
 */
export const storedTrial = (
  { noise, spread, slowdown, limit, metrics, seed }: Trial,
  stored: number,
  fresh: number,
): readonly GateVerdict[] =>
  Array.from({ length: metrics }, (_, metric) => {
    const length = stored + fresh;
    const disturb = gateNoise(noise, spread, length, seed * 64 + metric, runsPerStep);
    const take = (count: number, factor: number) =>
      Array.from({ length: count }, () => factor * Math.exp(disturb()));
    const before = take(stored, 1);
    const after = take(fresh, 1 + slowdown);
    const judge = (seconds: readonly number[]): GateVerdict =>
      judgeRuns(before, seconds, { limit, comparisons: metrics })?.verdict ?? "unsure";
    const first = judge(after);
    if (first !== "slower" || fresh > 1) return first;
    return judge([...after, ...take(1, 1 + slowdown)]);
  });
