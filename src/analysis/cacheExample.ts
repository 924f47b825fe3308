import { ceilingKernels, type DecodeRow, type Result } from "../domain/result.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import { cacheLimits } from "./cacheLimits.ts";

/** Why weights in the cache are not written with as fast as the cache reads. */
export interface CacheExample {
  readonly cacheBytes: Bytes;
  /** All that the cache holds, at the rate of the largest set that fits. */
  readonly fetchSeconds: Seconds;
  readonly launches: number;
  readonly launchSeconds: Seconds;
}

/** Undefined where a part was not measured, or where launches are not what would take longest. */
export const cacheExample = (
  result: Pick<Result, "cacheCurve" | "cacheBytes" | "kernels" | "ceilings">,
  step: Pick<DecodeRow, "dispatches"> | undefined,
): CacheExample | undefined => {
  const { cacheBytes } = result;
  const { dispatchSeconds } = result.ceilings;
  if (cacheBytes === undefined || dispatchSeconds === undefined || !step) return undefined;
  const largest = cacheLimits(result).findLast(
    ({ id, workingSetBytes }) => id === ceilingKernels.read && workingSetBytes <= cacheBytes,
  );
  if (!largest) return undefined;
  const fetchSeconds = cacheBytes / largest.bytesPerSecond;
  const launchSeconds = step.dispatches * dispatchSeconds;
  return launchSeconds > fetchSeconds
    ? { cacheBytes, fetchSeconds, launches: step.dispatches, launchSeconds }
    : undefined;
};
