import type { Interval } from "../domain/interval.ts";
import type { DecodeRow, KernelRow, PrefillRow, Result, Verification } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import { formatBytesPerSecond, formatFlopsPerSecond, formatTokensPerSecond } from "./format.ts";
import { shapeText } from "./rowTables.ts";

/** One measurement under a name that other runs of the same suite give it too. */
export interface NamedMeasurement {
  readonly group: "kernels" | "decode" | "prefill" | "users at once";
  /** Of what was measured, never of what the tuner chose for it, unless only that tells rows apart. */
  readonly name: string;
  /** Absent: proved, not timed. */
  readonly seconds?: Interval;
  /** The rate that limits it, in words; absent where there is none. */
  readonly rate?: string;
  readonly verification: Verification;
}

type Unique = NamedMeasurement & { readonly variant: string };

const kernel = (row: KernelRow): Unique => {
  const rate =
    row.phase === "prefill"
      ? row.flopsPerSecond !== undefined && formatFlopsPerSecond(row.flopsPerSecond)
      : row.bytesPerSecond !== undefined && formatBytesPerSecond(row.bytesPerSecond);
  return {
    group: "kernels",
    name: `${row.id} ${shapeText(row.shape)}`,
    variant: `${row.variant} from ${row.residency}`, // a cache is found in some runs only
    ...(row.seconds && { seconds: row.seconds }),
    ...(rate !== false && { rate }),
    verification: row.verification,
  };
};

const usersText = (batch: number): string => (batch === 1 ? "1 user" : `${batch} users`);

const modelName = (row: DecodeRow | PrefillRow): string =>
  `${row.model} ${row.dataType} ${row.includes === "weights" ? "weights only" : "whole step"}`;

const decode = (row: DecodeRow): Unique => ({
  group: "decode",
  name: `decode ${modelName(row)}, ${usersText(row.batch)}, ${row.contextTokens} tokens of context`,
  variant: `${row.layersMeasured} layers`,
  seconds: row.secondsPerStep,
  rate: `${formatTokensPerSecond(row.tokensPerSecond)}, ${formatBytesPerSecond(row.bytesPerSecond)}`,
  verification: row.verification,
});

const prefill = (row: PrefillRow): Unique => ({
  group: "prefill",
  name: `prefill ${modelName(row)}, ${row.promptTokens} tokens`,
  variant: `${row.layersMeasured} layers`,
  seconds: row.seconds,
  rate: `${formatTokensPerSecond(row.tokensPerSecond)}, ${formatFlopsPerSecond(row.flopsPerSecond)}`,
  verification: row.verification,
});

const usersAtOnce = ({ batchSweep }: Result): readonly Unique[] =>
  batchSweep.map((row) => ({
    group: "users at once",
    name: `layer of ${row.model} ${row.dataType} ${row.includesAttention ? "with attention" : "weights only"}, ${usersText(row.batch)}, ${row.contextTokens} tokens of context`,
    variant: `${row.kernel} ${row.variant}`,
    seconds: row.seconds,
    rate: formatTokensPerSecond(row.tokensPerSecond),
    verification: row.verification,
  }));

const longestName = 160;

/** Every measurement of a result, each with a name of its own. */
export const namedMeasurements = (result: Result): readonly NamedMeasurement[] => {
  const rows = [
    ...result.kernels.map(kernel),
    ...result.decode.map(decode),
    ...result.prefill.map(prefill),
    ...usersAtOnce(result),
  ].map((row) => ({ ...row, name: cleanText(row.name, longestName) }));
  const taken = new Map<string, number>();
  const numbered = (name: string): string => {
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name} #${times}`;
  };
  return rows.map(({ variant, ...row }) => {
    const alone = rows.filter(({ name }) => name === row.name).length === 1;
    return {
      ...row,
      name: numbered(alone ? row.name : cleanText(`${row.name} ${variant}`, longestName)),
    };
  });
};

/** Proved and timed: what may be compared over time. */
export const isTimed = (
  row: NamedMeasurement,
): row is NamedMeasurement & { readonly seconds: Interval } =>
  row.verification.status === "passed" && row.seconds !== undefined;
