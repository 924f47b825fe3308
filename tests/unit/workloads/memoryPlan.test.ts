import { describe, expect, it } from "vitest";
import { deviceClasses } from "../../../src/domain/deviceClass.ts";
import {
  defaultMemoryBytes,
  gemmSide,
  gemvSide,
  largerProductSide,
  mayReadSet,
  planWorkingSet,
} from "../../../src/workloads/memoryPlan.ts";

const GB = 1e9;
const MB = 1e6;

describe("the memory that a run may take", () => {
  it.each([
    ["phone", 512 * MB],
    ["integrated", 2 * GB],
    ["unknown", 2 * GB],
    ["discrete", 8 * GB],
  ] as const)("is for a device that is %s %i bytes", (deviceClass, bytes) => {
    expect(defaultMemoryBytes(deviceClass)).toBe(bytes);
  });

  it("is known for every class", () => {
    expect(deviceClasses.map(defaultMemoryBytes).every((bytes) => bytes > 0)).toBe(true);
  });
});

describe("the working set", () => {
  const fast = { memoryBytes: 8 * GB, bytesPerSecond: 1000 * GB };

  it("is 20 times the cache", () => {
    expect(planWorkingSet({ ...fast, cacheBytes: 50 * MB })).toEqual({
      bytes: 1000 * MB,
      cacheShareMax: 0.05,
    });
  });

  it("is smaller where memory does not allow that, and says how much a cache could hold", () => {
    const { bytes, cacheShareMax } = planWorkingSet({
      ...fast,
      memoryBytes: 512 * MB,
      cacheBytes: 32 * MB,
    });
    expect(bytes).toBe(384 * MB);
    expect(cacheShareMax).toBeCloseTo(32 / 384);
  });

  it("is smaller where a round would be longer than a quarter of a second", () => {
    const plan = planWorkingSet({ ...fast, bytesPerSecond: 2 * GB, cacheBytes: 50 * MB });
    expect(plan).toEqual({ bytes: 500 * MB, cacheShareMax: 0.1 });
  });

  it("is not so small that little can be timed", () => {
    expect(planWorkingSet({ ...fast, cacheBytes: MB }).bytes).toBe(64 * MB);
    expect(planWorkingSet({ ...fast, bytesPerSecond: MB, cacheBytes: MB }).bytes).toBe(64 * MB);
  });

  it("is as large as a suite fixes it, as far as memory allows", () => {
    expect(planWorkingSet({ ...fast, cacheBytes: 50 * MB }, 64 * MB)).toEqual({
      bytes: 64 * MB,
      cacheShareMax: 50 / 64,
    });
    const little = { ...fast, memoryBytes: 64 * MB, cacheBytes: 50 * MB };
    expect(planWorkingSet(little, 64 * MB).bytes).toBe(48 * MB);
  });

  it("never holds less than nothing of the cache, nor more than all", () => {
    expect(planWorkingSet({ ...fast, cacheBytes: 0 }).cacheShareMax).toBe(0);
    expect(planWorkingSet({ ...fast, cacheBytes: 128 * MB }, 64 * MB).cacheShareMax).toBe(1);
  });
});

describe("the side of a square matrix", () => {
  it.each([
    [2, 4 * GB, 1000 * GB, 16_384],
    [2, 600 * MB, 1000 * GB, 8192], // two fit the set
    [2, 4 * GB, 1 * GB, 4096], // and one is read in a tenth of a second
    [0.5625, 4 * GB, 1 * GB, 8192],
    [4, 4 * GB, 1000 * GB, 16_384],
    [2, 1000, 1000, 256],
  ])(
    "of a GEMV with %d bytes a weight, a set of %d and %d byte/s is %i",
    (weight, set, rate, side) => {
      expect(gemvSide(weight, set, rate)).toBe(side);
    },
  );

  it.each([
    [60e12, 4096],
    [1e12, 2048],
    [2e9, 256],
    [1, 256],
  ])("of a GEMM at %d FLOP/s is %i", (rate, side) => {
    expect(gemmSide(rate)).toBe(side);
  });
});

describe("a product of twice the usual side", () => {
  const large = {
    flopsPerSecond: 600e12,
    bytesPerWeight: 2,
    memoryBytes: 8 * GB,
    bindingBytes: 2 * GB,
  };

  it("is multiplied where time and memory allow it", () => {
    expect(largerProductSide(large)).toBe(8192);
    expect(largerProductSide({ ...large, flopsPerSecond: 60e12 })).toBe(8192);
  });

  it.each([
    ["it would take a tenth of a second", { flopsPerSecond: 50e12 }],
    ["its output does not fit one binding", { bindingBytes: 2 ** 27 }],
    ["input and output leave no room for weights", { memoryBytes: 2 * GB }],
    ["the weights do not fit", { bytesPerWeight: 100 }],
  ])("is left out where %s", (_, change) => {
    expect(largerProductSide({ ...large, ...change })).toBe(undefined);
  });
});

describe("a set much larger than the working set", () => {
  const room = { memoryBytes: 8 * GB, bytesPerSecond: 3000 * GB };

  it("is read where memory and time allow it", () => {
    expect(mayReadSet(4 * 2 ** 30, room)).toBe(true);
  });

  it.each([
    ["memory has to stay free for the rest", { memoryBytes: 5 * GB }],
    ["a round would be longer than a quarter of a second", { bytesPerSecond: 16 * GB }],
  ])("is not where %s", (_, change) => {
    expect(mayReadSet(4 * 2 ** 30, { ...room, ...change })).toBe(false);
  });
});
