import type { RateKey } from "../projection/interactivity.ts";
import type { Ladder, LadderRow } from "../projection/ladder.ts";
import { publishedBeside } from "../projection/publishedBeside.ts";
import type { Setup } from "../projection/setup.ts";
import type { You } from "../projection/you.ts";
import type { OneOrRange } from "../reference/publishedMeasurement.ts";

/** What a mark says: measured here, allowed by this run's own ceilings, or by published figures. */
export type LadderStanding = "measured" | "own-ceilings" | "bound" | "estimate";

/** Rates between two values, equal where a source gives one. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** One rung: a machine, or the visitor. */
export interface LadderLine {
  /** A machine's id, or `you`. */
  readonly id: string;
  readonly value: number;
  readonly standing: LadderStanding;
  /** 95% interval of what was measured here. */
  readonly interval?: Span;
  /** What others measured for one user. */
  readonly published: readonly Span[];
  /** Undefined for the visitor. */
  readonly row?: LadderRow;
}

export const youId = "you";

const spanOf = (value: OneOrRange): Span =>
  typeof value === "number" ? { low: value, high: value } : { low: value[0], high: value[1] };

/** One device serves as many users as were measured; its power is not known to a browser. */
const yourValue = (perUser: number, key: RateKey, users: number): number | undefined =>
  key === "perUser" ? perUser : key === "perMegawatt" ? undefined : perUser * users;

const yourLine = (you: You | undefined, key: RateKey, users: number): readonly LadderLine[] => {
  if (!you || you.status === "absent") return [];
  const times = (rate: number): number | undefined => yourValue(rate, key, users);
  const value = times(you.perUser);
  if (value === undefined) return [];
  if (you.status === "from-ceilings") {
    return [{ id: youId, value, standing: "own-ceilings", published: [] }];
  }
  const interval = { low: times(you.low) ?? value, high: times(you.high) ?? value };
  return [{ id: youId, value, standing: "measured", interval, published: [] }];
};

/** Every rung that has the figure asked for, the fastest first. */
export const ladderLines = (
  { rows }: Ladder,
  you: You | undefined,
  key: RateKey,
  setup: Setup,
): readonly LadderLine[] =>
  [
    ...yourLine(you, key, setup.batch),
    ...rows.flatMap((row): readonly LadderLine[] => {
      const { standing, rates } = row.projection;
      const value = rates[key];
      if (value === undefined) return [];
      const published =
        key === "perUser"
          ? publishedBeside(row, setup).map((measurement) => spanOf(measurement.value))
          : [];
      return [{ id: row.profile.id, value, standing: standing.kind, published, row }];
    }),
  ].toSorted((a, b) => b.value - a.value);

/** Whole decades around everything that is drawn. */
export const ladderRange = (lines: readonly LadderLine[]): Span => {
  const values = lines.flatMap(({ value, interval, published }) => [
    value,
    ...(interval ? [interval.low, interval.high] : []),
    ...published.flatMap(({ low, high }) => [low, high]),
  ]);
  const low = 10 ** Math.floor(Math.log10(Math.min(...values) / 1.25));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values) * 1.25));
  return { low, high };
};
