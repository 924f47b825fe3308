import type { GateVerdict } from "../domain/gate.ts";
import type { Fraction } from "../domain/units.ts";
import { formatPercent } from "./format.ts";

/** A gate's answer on one metric; shares of the time before, 0.1 is 10% slower. */
export interface GateEntry {
  /** Name and subject, as "decode, tiny f16". */
  readonly metric: string;
  readonly verdict: GateVerdict;
  readonly limit: Fraction;
  /** Absent where nothing could be estimated. */
  readonly change?: {
    readonly estimate: Fraction;
    readonly low: Fraction;
    readonly high: Fraction;
  };
  /** What a person should know of it, as why it is unsure. */
  readonly note?: string;
}

/** What a gate found, as every format may carry it. */
export interface GateReport {
  /** What it was compared with, in words. */
  readonly against: string;
  readonly entries: readonly GateEntry[];
  /** Why the two cannot be compared; empty where they can. */
  readonly incomparable: readonly string[];
}

const leastTold: Fraction = 0.0001;
/** Beyond tenfold nobody reads digits: few runs, or noise, say no more than that. */
const mostTold: Fraction = 10;

/** "+12%", "no change" of less than 0.01%, and at most "over +1,000%". */
export const changeOf = (share: Fraction): string => {
  if (Math.abs(share) < leastTold) return "no change";
  if (share > mostTold) return `over +${formatPercent(mostTold)}`;
  return share < 0 ? `-${formatPercent(-share)}` : `+${formatPercent(share)}`;
};

/** "+12% (+9% to +14%)" of the time before. */
export const changeText = ({ change }: GateEntry): string =>
  change === undefined
    ? "not known"
    : `${changeOf(change.estimate)} (${changeOf(change.low)} to ${changeOf(change.high)})`;

/** "decode, tiny f16: slower, +12% (+9% to +14%) where +5% is allowed". */
export const gateEntryText = (entry: GateEntry): string =>
  [
    `${entry.metric}: ${entry.verdict}, ${changeText(entry)} where ${changeOf(entry.limit)} is allowed`,
    ...(entry.note === undefined ? [] : [entry.note]),
  ].join("; ");
