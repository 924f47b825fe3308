import {
  conditionsOfResult,
  differencesOf,
  incomparableBecause,
  subjectDifference,
} from "../../src/analysis/comparability.ts";
import { gateValue, type GateValue } from "../../src/analysis/gateMetrics.ts";
import { fewestStoredRuns, judgeRuns, type RunJudgement } from "../../src/analysis/gateRuns.ts";
import type { Allowance, GateLimit } from "../../src/domain/gate.ts";
import type { Result } from "../../src/domain/result.ts";
import { changePoints } from "../../src/statistics/changePoints.ts";
import { formatDate, formatPercent } from "../../src/report/format.ts";
import { changeOf, type GateEntry, type GateReport } from "../../src/report/gateReport.ts";
import { metricText } from "./entries.ts";
import type { StoredRun } from "./storedRuns.ts";

/** Older runs say little of the machine as it is. */
const newestRuns = 100;
const permutationSeed = 1;

export interface StoredComparison {
  readonly stored: readonly StoredRun[];
  /** Empty where none are pinned. */
  readonly anchor: readonly StoredRun[];
  readonly fresh: readonly Result[];
  readonly limits: readonly GateLimit[];
  readonly allow: readonly Allowance[];
  readonly against: string;
}

interface Series {
  readonly values: readonly number[];
  readonly names: readonly string[];
}

const reasonsFor = (there: Result, here: Result, allow: readonly Allowance[]): readonly string[] =>
  incomparableBecause(differencesOf(conditionsOfResult(there), conditionsOfResult(here)), allow);

const partition = (
  runs: readonly StoredRun[],
  fresh: Result,
  allow: readonly Allowance[],
): { readonly alike: readonly StoredRun[]; readonly reasons: readonly string[] } => {
  const judged = runs.map((run) => ({ run, reasons: reasonsFor(run.result, fresh, allow) }));
  return {
    alike: judged.filter(({ reasons }) => reasons.length === 0).map(({ run }) => run),
    reasons: [...new Set(judged.flatMap(({ reasons }) => reasons))],
  };
};

const seriesOf = (
  runs: readonly StoredRun[],
  like: GateValue,
  allow: readonly Allowance[],
): Series => {
  const kept = runs.flatMap(({ result }) => {
    const value = gateValue(result, like.name);
    const difference = value && subjectDifference(value, like);
    const isAllowed = difference?.kind === undefined || allow.includes(difference.kind);
    return value && (!difference || isAllowed)
      ? [{ value, day: formatDate(result.createdAt) }]
      : [];
  });
  return { values: kept.map(({ value }) => value.seconds), names: kept.map(({ day }) => day) };
};

const runsText = (count: number, kind: string): string =>
  `${count} ${kind} ${count === 1 ? "run" : "runs"}`;

const whyUnsure = (judged: RunJudgement | undefined, stored: number): string | undefined => {
  if (stored < fewestStoredRuns || !judged) {
    return `at least ${fewestStoredRuns} stored runs are needed`;
  }
  if (judged.because === "too-noisy") {
    return "these runs scatter too much for more than twice the limit to be told; give --runs more, store more, or use --against";
  }
  return undefined;
};

/** Where the history changed its level, the new runs with it. */
const changeText = ({ values, names }: Series, fresh: readonly number[]): string | undefined => {
  const history = [...values, ...fresh].map(Math.log);
  const last = changePoints(history, { seed: permutationSeed }).at(-1);
  if (last === undefined) return undefined;
  const mean = (part: readonly number[]): number =>
    part.reduce((sum, value) => sum + value, 0) / part.length;
  const change = Math.expm1(mean(history.slice(last)) - mean(history.slice(0, last)));
  const direction = change > 0 ? "slower" : "faster";
  return `its history changed on ${names[last] ?? "this run"}, to ${formatPercent(Math.abs(change))} ${direction}`;
};

const entryOf = (
  metric: string,
  { limit }: GateLimit,
  series: Series,
  fresh: readonly number[],
  comparisons: number,
  withHistory: boolean,
): GateEntry => {
  const judged = judgeRuns(series.values, fresh, { limit, comparisons });
  const notes = [
    `${runsText(series.values.length, "stored")}, ${runsText(fresh.length, "new")}`,
    judged && `the smallest slowdown it would find is ${changeOf(judged.smallestDetectable)}`,
    whyUnsure(judged, series.values.length),
    withHistory ? changeText(series, fresh) : undefined,
  ];
  return {
    metric,
    verdict: judged?.verdict ?? "unsure",
    limit,
    ...(judged && {
      change: { estimate: judged.estimate, low: judged.low, high: judged.high },
    }),
    note: notes.filter((note) => note !== undefined).join("; "),
  };
};

/** Whether both sets hold the same runs: then one comparison says it all. */
const isSame = (one: readonly StoredRun[], other: readonly StoredRun[]): boolean =>
  one.length === other.length && one.every(({ digest }, index) => digest === other[index]?.digest);

/** New runs against the newest stored ones and against the pinned ones, metric by metric. */
export const judgeStored = (comparison: StoredComparison): GateReport => {
  const { stored, anchor, fresh, limits, allow, against } = comparison;
  const [first] = fresh;
  const report = (
    entries: readonly GateEntry[],
    incomparable: readonly string[] = [],
  ): GateReport => ({ against, entries, incomparable });
  if (!first) return report([]);
  const among = fresh.slice(1).flatMap((run) => reasonsFor(first, run, allow));
  const { alike, reasons } = partition(stored, first, allow);
  if (among.length > 0) return report([], [...new Set(among)]);
  if (stored.length > 0 && alike.length === 0) return report([], reasons);

  const newest = alike.slice(-newestRuns);
  const pinned = partition(anchor, first, allow).alike;
  const isAnchored = pinned.length > 0 && !isSame(pinned, newest);
  const comparisons = limits.length * (isAnchored ? 2 : 1);
  const missing: string[] = [];
  const entries = limits.flatMap((limit): readonly GateEntry[] => {
    const values = fresh.flatMap((run) => gateValue(run, limit.metric) ?? []);
    const [like] = values;
    if (!like || values.length < fresh.length) {
      missing.push(`${limit.metric} was not measured here`);
      return [];
    }
    const taken = values.map(({ seconds }) => seconds);
    const series = seriesOf(newest, like, allow);
    if (newest.length > 0 && series.values.length === 0) {
      missing.push(`${metricText(like)}: no stored run measured the same`);
      return [];
    }
    const name = metricText(like);
    const recent = entryOf(name, limit, series, taken, comparisons, true);
    if (!isAnchored) return [recent];
    const old = seriesOf(pinned, like, allow);
    return [recent, entryOf(`${name}, since the anchor`, limit, old, taken, comparisons, false)];
  });
  return report(entries, missing);
};

/** Metrics that came out slower, to be measured once more where one new run says so. */
export const slowerMetrics = ({ entries }: GateReport): readonly string[] =>
  entries.filter(({ verdict }) => verdict === "slower").map(({ metric }) => metric);
