import { describe, expect, it } from "vitest";
import { cachedSides, curveSizes } from "../../../src/workloads/curvePlan.ts";

describe("the cache curve", () => {
  it.each([6e6, 50e6, 128e6, 256e6])("goes from 64 KiB to 8 times past %d bytes", (cacheBytes) => {
    const sizes = curveSizes(65536, cacheBytes);
    expect(sizes[0]).toBe(65536);
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(8 * cacheBytes * 0.99);
    expect(sizes.at(-1)).toBeLessThan(8 * cacheBytes * 1.5);
  });

  it("has two sets a doubling, in whole pages", () => {
    const sizes = curveSizes(65536, 1e6);
    expect(sizes.slice(0, 4)).toEqual([65536, 94208, 131072, 184320]);
    expect(sizes.every((size) => size % 4096 === 0)).toBe(true);
  });
});

describe("matrices that stay in the cache", () => {
  it("take at most half of it, then a quarter of the one before", () => {
    expect(cachedSides(2, 50e6)).toEqual([2048, 1024, 512]);
    expect(cachedSides(2, 4 * 2048 ** 2)).toEqual([2048, 1024, 512]);
    expect(cachedSides(2, 4 * 2048 ** 2 - 1)).toEqual([1024, 512, 256]);
    expect(cachedSides(0.5625, 50e6)).toEqual([4096, 2048, 1024]);
  });

  it("are none in a cache that holds none", () => {
    expect(cachedSides(2, 2e5)).toEqual([]);
    expect(cachedSides(2, 2 * 2 * 256 ** 2)).toEqual([256]);
  });
});
