import { ceilingKernels, type CachePoint, type Result } from "../domain/result.ts";
import type { Bytes, BytesPerSecond, Seconds } from "../domain/units.ts";

/** A small set of memory that was read over and over, and the most that launching for it allows. */
export interface CacheLimit extends CachePoint {
  /** Id of the kernel that read it. */
  readonly id: string;
  /** Were each set a launch of its own; undefined where the cost of a launch was not measured. */
  readonly launchBytesPerSecond: BytesPerSecond | undefined;
}

/** The rate that launches allow however fast the cache is: one after the other, each takes its time. */
export const launchLimitedRate = (
  bytes: Bytes,
  dispatchSeconds: Seconds,
  launches = 1,
): BytesPerSecond => bytes / (launches * dispatchSeconds);

/** The cache curve and the matrix-vector products from the cache, the smallest set first. */
export const cacheLimits = ({
  cacheCurve,
  kernels,
  ceilings: { dispatchSeconds },
}: Pick<Result, "cacheCurve" | "kernels" | "ceilings">): readonly CacheLimit[] => {
  const cached = kernels.flatMap(({ id, operation, residency, bytes, bytesPerSecond }) =>
    operation === "gemv" && residency === "cache" && bytesPerSecond !== undefined
      ? [{ id, workingSetBytes: bytes, bytesPerSecond }]
      : [],
  );
  return [...cacheCurve.map((point) => ({ id: ceilingKernels.read, ...point })), ...cached]
    .toSorted((a, b) => a.workingSetBytes - b.workingSetBytes)
    .map((set) => ({
      ...set,
      launchBytesPerSecond:
        dispatchSeconds === undefined || dispatchSeconds <= 0
          ? undefined
          : launchLimitedRate(set.workingSetBytes, dispatchSeconds),
    }));
};
