import type { BatchRow, Ceilings } from "../domain/result.ts";
import type { TokensPerSecond } from "../domain/units.ts";
import type { BatchSeries } from "./batchSeries.ts";

/** The most tokens/s of all users that memory allows for so many. */
export interface MemoryLimit {
  readonly users: number;
  readonly tokensPerSecond: TokensPerSecond;
}

/** What bounds the tokens of all users at once, by this run's own ceilings. */
export interface CompanyCeilings {
  /** One for each measured number of users below the crossing, then the crossing itself. */
  readonly memory: readonly MemoryLimit[];
  readonly arithmetic: TokensPerSecond;
  /** Users from which arithmetic is the limit; undefined where that is beyond what was measured. */
  readonly crossingUsers: number | undefined;
}

/** Through all layers; the seconds, bytes and FLOP of a row are those of one. */
const rateOf = ({ batch, layers }: BatchRow, layerSeconds: number): TokensPerSecond =>
  batch / (layers * layerSeconds);

/** Where two limits cross, on logarithmic axes, between two measured numbers of users. */
const crossingBetween = (a: MemoryLimit, b: MemoryLimit, limit: TokensPerSecond): number => {
  const share =
    Math.log(limit / a.tokensPerSecond) / Math.log(b.tokensPerSecond / a.tokensPerSecond);
  return a.users * (b.users / a.users) ** share;
};

/**
 * Both ceilings over users at once; of the arithmetic ones the best of the paths that the series took.
 * Undefined where either was not measured.
 */
export const companyCeilings = (
  { rows }: Pick<BatchSeries, "rows">,
  { memory, compute }: Ceilings,
): CompanyCeilings | undefined => {
  const [first] = rows;
  const peaks = rows.flatMap(({ ceiling }) => compute[ceiling]?.flopsPerSecond ?? []);
  if (!memory || !first || peaks.length === 0) return undefined;
  const arithmetic = rateOf(first, first.flops / Math.max(...peaks));
  const limits = rows.map((row) => ({
    users: row.batch,
    tokensPerSecond: rateOf(row, row.bytes / memory.bytesPerSecond),
  }));
  const beyond = limits.findIndex(({ tokensPerSecond }) => tokensPerSecond >= arithmetic);
  const [before, after] = [limits[beyond - 1], limits[beyond]];
  if (!before || !after) return { memory: limits, arithmetic, crossingUsers: undefined };
  const crossingUsers = crossingBetween(before, after, arithmetic);
  const crossing = { users: crossingUsers, tokensPerSecond: arithmetic };
  return { memory: [...limits.slice(0, beyond), crossing], arithmetic, crossingUsers };
};
