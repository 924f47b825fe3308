import type { DataType } from "../domain/dataType.ts";
import type { BatchRow, Ceilings } from "../domain/result.ts";
import type { Fraction } from "../domain/units.ts";
import { usersWhereGrowthEnds } from "./growthEnd.ts";

/** One model and data type for rising numbers of users. */
export interface BatchSeries {
  readonly model: string;
  readonly dataType: DataType;
  /** Proved rows, the fewest users first. */
  readonly rows: readonly BatchRow[];
  /** Users at which tokens/s of all stop growing; undefined where they still grow at the end. */
  readonly growthEndsAt: number | undefined;
}

/**
 * The sweep's rows by model and data type, in the order in which these first appear. Rows with attention
 * are not among them: each user's context is bytes that nobody shares, so they make a curve of their own.
 */
export const batchSeries = (sweep: readonly BatchRow[]): readonly BatchSeries[] => {
  const proved = sweep.filter(
    ({ verification, includesAttention }) => verification.status === "passed" && !includesAttention,
  );
  const keyOf = ({ model, dataType }: BatchRow): string => `${model} ${dataType}`;
  const firsts = proved.filter(
    (row, index) => proved.findIndex((each) => keyOf(each) === keyOf(row)) === index,
  );
  return firsts.map((first) => {
    const rows = proved
      .filter((row) => keyOf(row) === keyOf(first))
      .toSorted((a, b) => a.batch - b.batch);
    const { model, dataType } = first;
    return { model, dataType, rows, growthEndsAt: usersWhereGrowthEnds(rows) };
  });
};

/** How much of either ceiling one row reached. */
export interface CeilingShares {
  /** Undefined where the ceiling is unknown or the weights came from the cache. */
  readonly memory: Fraction | undefined;
  /** Of the row's own path; undefined where that ceiling is unknown. */
  readonly arithmetic: Fraction | undefined;
}

export const ceilingShares = (
  row: Pick<BatchRow, "bytesPerSecond" | "flopsPerSecond" | "ceiling" | "residency">,
  { memory, compute }: Ceilings,
): CeilingShares => {
  const arithmetic = compute[row.ceiling];
  return {
    memory:
      memory && row.residency === "memory" ? row.bytesPerSecond / memory.bytesPerSecond : undefined,
    arithmetic: arithmetic && row.flopsPerSecond / arithmetic.flopsPerSecond,
  };
};
