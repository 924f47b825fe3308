import type { GateVerdict } from "../domain/gate.ts";
import type { Fraction } from "../domain/units.ts";
import type { Shift } from "../statistics/signedRank.ts";

/** Of all that a gate compares at once: the chance that any interval misses the truth. */
export const gateAlpha = 0.01;

/** What is said of one metric. Shares of the time before: 0.1 is 10% slower. */
export interface GateJudgement {
  readonly verdict: GateVerdict;
  readonly estimate: Fraction;
  readonly low: Fraction;
  readonly high: Fraction;
}

/** Differences of logarithms as shares: ln 1.1 is 10%. */
export const shareOf = (logarithm: number): Fraction => Math.expm1(logarithm);

/** Where a whole interval lies. The limit is a share: 0.05 allows 5% more time. */
export const verdictOf = ({ low, high }: Shift, limit: Fraction): GateVerdict => {
  const logLimit = Math.log1p(limit);
  if (low > logLimit) return "slower";
  if (high < 0) return "faster";
  return high < logLimit ? "same" : "unsure";
};

export const judgementOf = (shift: Shift, verdict: GateVerdict): GateJudgement => ({
  verdict,
  estimate: shareOf(shift.estimate),
  low: shareOf(shift.low),
  high: shareOf(shift.high),
});
