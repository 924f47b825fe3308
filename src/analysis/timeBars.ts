import type { ComputePath, DataType } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import type { Ceilings, DecodeRow } from "../domain/result.ts";
import type { Bytes, Flops, Seconds } from "../domain/units.ts";
import { rooflineOf } from "./roofline.ts";

/** Where the time of one token goes, for one stored data type. */
export interface TimeBar {
  readonly model: string;
  readonly dataType: DataType;
  readonly path: ComputePath;
  readonly bytes: Bytes;
  readonly flops: Flops;
  /** Bytes at the memory ceiling. */
  readonly fetchSeconds: Seconds;
  /** FLOP at the ceiling of their path. */
  readonly computeSeconds: Seconds;
  /** What the step took in fact. */
  readonly seconds: Interval;
}

interface TimeBarInput {
  readonly decode: readonly DecodeRow[];
  readonly ceilings: Ceilings;
}

/** Whether a row stands for its type before another: whole steps first, then short context. */
const standsBefore = (row: DecodeRow, other: DecodeRow): boolean =>
  row.includes === other.includes
    ? row.contextTokens < other.contextTokens
    : row.includes === "step";

/** One bar for each data type of one model's step for one user; types with most bytes first. */
export const timeBars = ({ decode, ceilings }: TimeBarInput, model: string): readonly TimeBar[] =>
  decode
    .filter((row) => row.model === model && row.batch === 1 && row.verification.status === "passed")
    .filter(
      (row, _, rows) =>
        !rows.some((other) => other.dataType === row.dataType && standsBefore(other, row)),
    )
    .flatMap((row) => {
      const roof = rooflineOf(ceilings, row.ceiling);
      return roof === undefined
        ? []
        : [
            {
              model,
              dataType: row.dataType,
              path: row.ceiling,
              bytes: row.bytesPerStep,
              flops: row.flopsPerStep,
              fetchSeconds: row.bytesPerStep / roof.bytesPerSecond,
              computeSeconds: row.flopsPerStep / roof.flopsPerSecond,
              seconds: row.secondsPerStep,
            },
          ];
    })
    .toSorted((a, b) => b.bytes - a.bytes);
