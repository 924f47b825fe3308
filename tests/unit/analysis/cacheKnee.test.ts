import { describe, expect, it } from "vitest";
import { assumedCacheBytes, cacheBytesOf } from "../../../src/analysis/cacheKnee.ts";
import type { CachePoint } from "../../../src/domain/result.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";

const MB = 1e6;
const fine = Array.from({ length: 11 }, (_, power) => 2 ** power * MB);
const coarse = [1, 4, 16, 64, 256].map((size) => size * MB);

/** A set of up to `cache` bytes is read at `speedUp`; of a larger one, that share still is. */
const curve = (
  sizes: readonly number[],
  cache: number,
  speedUp: number,
  noise: () => number = () => 0,
): readonly CachePoint[] =>
  sizes.map((workingSetBytes) => {
    const share = workingSetBytes <= cache ? 1 : 0;
    const seconds = share / speedUp + (1 - share);
    return { workingSetBytes, bytesPerSecond: (1e11 / seconds) * (1 + noise()) };
  });

describe("the last-level cache", () => {
  it.each([
    [50 * MB, 1.8],
    [96 * MB, 2.5],
    [8 * MB, 6],
    [24 * MB, 1.6],
  ])("of %d bytes is found within a step where it reads %f times faster", (cache, speedUp) => {
    const found = cacheBytesOf(curve(fine, cache, speedUp)) ?? 0;
    expect(found).toBeGreaterThan(cache / 2);
    expect(found).toBeLessThan(cache * 2);
  });

  it("is found by five sizes too, within their wider step", () => {
    const found = cacheBytesOf(curve(coarse, 32 * MB, 3)) ?? 0;
    expect(found).toBeGreaterThan(16 * MB);
    expect(found).toBeLessThan(64 * MB);
  });

  it("does not depend on the order of the points", () => {
    const points = curve(fine, 32 * MB, 3);
    expect(cacheBytesOf(points.toReversed())).toBe(cacheBytesOf(points));
  });

  it("is the outer one of two", () => {
    const points = fine.map((workingSetBytes) => ({
      workingSetBytes,
      bytesPerSecond: workingSetBytes <= 4 * MB ? 8e11 : workingSetBytes <= 64 * MB ? 2e11 : 1e11,
    }));
    const found = cacheBytesOf(points) ?? 0;
    expect(found).toBeGreaterThan(32 * MB);
    expect(found).toBeLessThan(128 * MB);
  });

  it("is not missed because launches slow down the smallest sets", () => {
    const points = curve(fine, 64 * MB, 3).map((point) =>
      point.workingSetBytes < 8 * MB ? { ...point, bytesPerSecond: 0.2e11 } : point,
    );
    expect(cacheBytesOf(points)).toBeGreaterThan(32 * MB);
  });

  it("survives one slow and one fast outlier", () => {
    const points = curve(fine, 16 * MB, 3).map((point) => {
      if (point.workingSetBytes === 4 * MB) return { ...point, bytesPerSecond: 0.5e11 };
      if (point.workingSetBytes === 256 * MB) return { ...point, bytesPerSecond: 4e11 };
      return point;
    });
    const found = cacheBytesOf(points) ?? 0;
    expect(found).toBeGreaterThan(8 * MB);
    expect(found).toBeLessThan(32 * MB);
  });

  it.each([
    ["flat", curve(fine, 0, 1)],
    ["everywhere as fast as its cache", curve(fine, Infinity, 3)],
    ["too short", curve(coarse, 16 * MB, 3).slice(0, 2)],
    ["empty", []],
  ])("is unknown where the curve is %s", (_name, points) => {
    expect(cacheBytesOf(points)).toBeUndefined();
  });

  it.each([
    ["eleven", fine],
    ["five", coarse],
  ])("is invented by 7%% noise in at most 2%% of flat sweeps of %s sizes", (_name, sizes) => {
    const normal = seededNormal(seededRandom(1));
    const trials = 2000;
    const invented = Array.from({ length: trials }, () =>
      cacheBytesOf(curve(sizes, 0, 1, () => 0.07 * normal())),
    ).filter((found) => found !== undefined).length;
    expect(invented / trials).toBeLessThanOrEqual(0.02);
  });

  it("is found in at least 99% of sweeps with 5% noise where it doubles the rate", () => {
    const normal = seededNormal(seededRandom(2));
    const trials = 1000;
    const found = Array.from({ length: trials }, () =>
      cacheBytesOf(curve(fine, 40 * MB, 2, () => 0.05 * normal())),
    ).filter((bytes) => bytes !== undefined && bytes > 20 * MB && bytes < 80 * MB).length;
    expect(found / trials).toBeGreaterThanOrEqual(0.99);
  });
});

describe("where no knee is found", () => {
  it.each([
    ["discrete", 128],
    ["integrated", 32],
    ["unknown", 32],
    ["phone", 16],
  ] as const)("a %s GPU is taken to have %d MB", (deviceClass, megabytes) => {
    expect(assumedCacheBytes(deviceClass)).toBe(megabytes * MB);
  });
});
