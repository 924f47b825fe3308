import { ridgePoint, type Roofline } from "../analysis/roofline.ts";
import type { BatchSeries } from "../analysis/batchSeries.ts";
import type { Ceilings } from "../domain/result.ts";
import type { Bytes, Intensity } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { companyPoint, intensityLimit, usersAtRidge, type CompanyPoint } from "./company.ts";
import { decodeWork } from "./decodeWork.ts";
import { batches, type Setup } from "./setup.ts";
import { uniformStorage } from "./storedType.ts";

/** What a run's own ceilings allow whole steps in which each user brings a context. */
export interface ContextSweep {
  readonly contextTokens: number;
  /** For powers of two, up to as many users as were measured. */
  readonly points: readonly CompanyPoint[];
  /** FLOP per byte from which arithmetic is the limit. */
  readonly ridge: Intensity;
  /** FLOP per byte that no number of users exceeds. */
  readonly intensityLimit: Intensity;
  /** Undefined where the ridge is never reached. */
  readonly usersAtRidge: number | undefined;
  /** The same without context. */
  readonly usersAtRidgeAlone: number | undefined;
  /** Keys and values of one user. */
  readonly cacheBytesPerUser: Bytes;
}

/** The best arithmetic of the paths that the series took, as in the measured chart. */
const roofOf = (
  { rows }: Pick<BatchSeries, "rows">,
  { memory, compute }: Ceilings,
): Roofline | undefined => {
  const peaks = rows.flatMap(({ ceiling }) => compute[ceiling]?.flopsPerSecond ?? []);
  return memory && peaks.length > 0
    ? { bytesPerSecond: memory.bytesPerSecond, flopsPerSecond: Math.max(...peaks) }
    : undefined;
};

/** The measured sweep's limits with keys and values at 16 bits; undefined without both ceilings. */
export const contextSweep = (
  series: Pick<BatchSeries, "rows" | "dataType">,
  ceilings: Ceilings,
  model: ReferenceModel,
  contextTokens: number,
): ContextSweep | undefined => {
  const roof = roofOf(series, ceilings);
  if (!roof) return undefined;
  const alone: Setup = {
    storage: uniformStorage(series.dataType),
    cacheType: "f16",
    batch: 1,
    contextTokens: 0,
  };
  const setup: Setup = { ...alone, contextTokens };
  const most = series.rows.at(-1)?.batch ?? 1;
  return {
    contextTokens,
    points: batches
      .filter((users) => users < 2 * most)
      .map((users) => companyPoint(roof, model, setup, users)),
    ridge: ridgePoint(roof),
    intensityLimit: intensityLimit(model, setup),
    usersAtRidge: usersAtRidge(roof, model, setup),
    usersAtRidgeAlone: usersAtRidge(roof, model, alone),
    cacheBytesPerUser: decodeWork(model, setup, 1).cacheBytesRead,
  };
};
