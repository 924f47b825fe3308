import type { BatchRow, Ceilings } from "../domain/result.ts";
import type { FlopsPerSecond, TokensPerSecond } from "../domain/units.ts";
import { ceilingShares } from "./batchSeries.ts";
import type { Busy, Wall } from "./wall.ts";

/** A number of users that was measured, and the picture for so many. */
export interface UserStop {
  readonly users: number;
  readonly perUser: TokensPerSecond;
  readonly inAll: TokensPerSecond;
  readonly wall: Wall;
}

const busyWith = (row: BatchRow, peak: FlopsPerSecond, ceilings: Ceilings): Busy => {
  const share = (seconds: number): number => row.flops / seconds / peak;
  const { median, low, high } = row.seconds;
  return {
    status: "known",
    tokens: 1,
    users: row.batch,
    model: row.model,
    arithmetic: { median: share(median), low: share(high), high: share(low) },
    memory: ceilingShares(row, ceilings).memory,
    tokensPerSecond: row.tokensPerSecond,
    row: undefined,
  };
};

/**
 * The users at once that the picture can be drawn for: 16-bit rows of the model that it shows, from
 * memory, one user first. Empty where there is no such sweep, or only its beginning. For one user the
 * picture stays that of the model's own step.
 */
export const userStops = (
  {
    batchSweep,
    ceilings,
  }: { readonly batchSweep: readonly BatchRow[]; readonly ceilings: Ceilings },
  wall: Wall,
): readonly UserStop[] => {
  const { writing, peak } = wall;
  if (writing.status === "unknown" || peak === undefined) return [];
  const rows = batchSweep
    .filter(
      (row) =>
        row.model === writing.model &&
        row.dataType === "f16" &&
        !row.includesAttention &&
        row.residency === "memory" &&
        row.verification.status === "passed",
    )
    .toSorted((a, b) => a.batch - b.batch);
  if (rows.length < 2 || rows[0]?.batch !== 1) return [];
  return rows.map((row) => {
    const isAlone = row.batch === 1;
    const inAll = (isAlone ? writing.tokensPerSecond : undefined) ?? row.tokensPerSecond;
    return {
      users: row.batch,
      perUser: inAll / row.batch,
      inAll,
      wall: isAlone ? wall : { ...wall, writing: busyWith(row, peak.flopsPerSecond, ceilings) },
    };
  });
};
