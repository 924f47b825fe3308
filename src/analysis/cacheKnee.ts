import type { DeviceClass } from "../domain/deviceClass.ts";
import type { CachePoint } from "../domain/result.ts";
import type { Bytes, BytesPerSecond } from "../domain/units.ts";

/** What is taken for the last-level cache where the sweep finds no knee. */
const assumedBytes: Readonly<Record<DeviceClass, Bytes>> = {
  discrete: 128e6,
  integrated: 32e6,
  unknown: 32e6,
  phone: 16e6,
};

export const assumedCacheBytes = (deviceClass: DeviceClass): Bytes => assumedBytes[deviceClass];

/**
 * A set read this much faster than from memory comes partly from a cache. A software adapter's
 * samples spread by 7%: in simulation such noise alone is taken for a cache in under 2% of sweeps.
 */
const cachedSpeedUp = 1.4;

/** From here on a cache spans at least two points, so that a single high one is noise. */
const densePoints = 8;

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
};

/** Each rate replaced by the median of itself and its neighbours; at the ends, of two. */
const smoothed = (points: readonly CachePoint[]): readonly CachePoint[] =>
  points.map(({ workingSetBytes }, index) => ({
    workingSetBytes,
    bytesPerSecond: medianOf(
      points.slice(Math.max(index - 1, 0), index + 2).map((point) => point.bytesPerSecond),
    ),
  }));

/** The rate of sets too large for any cache: of the largest third, or of the largest if that is less. */
const memoryRate = (points: readonly CachePoint[]): BytesPerSecond => {
  const largest = points
    .slice(-Math.max(1, Math.floor(points.length / 3)))
    .map((point) => point.bytesPerSecond);
  return Math.min(medianOf(largest), largest.at(-1) ?? 0);
};

/**
 * Size of the last-level cache: where, on a logarithmic axis, the rate falls to memory's. Undefined
 * where no set was read clearly faster than from memory.
 */
export const cacheBytesOf = (curve: readonly CachePoint[]): Bytes | undefined => {
  if (curve.length < 3) return undefined;
  const sorted = curve.toSorted((a, b) => a.workingSetBytes - b.workingSetBytes);
  const points = sorted.length < densePoints ? sorted : smoothed(sorted);
  const threshold = cachedSpeedUp * memoryRate(points);
  const last = points.findLastIndex((point) => point.bytesPerSecond >= threshold);
  const inside = points[last];
  const outside = points[last + 1];
  if (inside === undefined || outside === undefined) return undefined;
  const fall =
    Math.log(inside.bytesPerSecond / threshold) /
    Math.log(inside.bytesPerSecond / outside.bytesPerSecond);
  const growth = outside.workingSetBytes / inside.workingSetBytes;
  return Math.round(inside.workingSetBytes * growth ** fall);
};
