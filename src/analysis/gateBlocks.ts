import type { Fraction } from "../domain/units.ts";
import { signedRankShift } from "../statistics/signedRank.ts";
import { gateAlpha, judgementOf, verdictOf, type GateJudgement } from "./gateVerdict.ts";

/** Numbers of blocks at which the answer is looked at; the last is the most that is measured. */
export const gateLooks = [16, 32, 64, 128, 192] as const;

/** The looks that are left where at most so many blocks are measured; the last one is at the end. */
export const looksUpTo = (mostBlocks: number): readonly number[] => {
  const last = Math.min(mostBlocks, gateLooks.at(-1)!);
  return [...gateLooks.filter((look) => look < last), last];
};

/** One block: what each side took at its two visits, in the order A B B A or B A A B. */
export interface GateBlock {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

const meanLogarithm = (seconds: readonly number[]): number =>
  seconds.reduce((sum, each) => sum + Math.log(each), 0) / seconds.length;

/** mean ln B - mean ln A: a drift that is even over the block has no part in it. */
export const differenceOf = ({ a, b }: GateBlock): number => meanLogarithm(b) - meanLogarithm(a);

/**
 * What the blocks so far say of one of `metrics` metrics: each metric and each of five looks takes an
 * equal part of the chance of error (Bonferroni). Undefined of too few blocks.
 */
export const judgeBlocks = (
  differences: readonly number[],
  { limit, metrics }: { readonly limit: Fraction; readonly metrics: number },
): GateJudgement | undefined => {
  const shift = signedRankShift(differences, gateAlpha / gateLooks.length / metrics);
  return shift && judgementOf(shift, verdictOf(shift, limit));
};
