import { describe, expect, it } from "vitest";
import { cacheLimits, launchLimitedRate } from "../../../src/analysis/cacheLimits.ts";
import { ceilingsOf } from "../../../src/analysis/ceilings.ts";
import { deriveKernel } from "../../../src/analysis/derive.ts";
import { failed, kernelMeasurement } from "./kernelMeasurement.ts";

const cacheCurve = [
  { workingSetBytes: 4e6, bytesPerSecond: 3e12 },
  { workingSetBytes: 1e6, bytesPerSecond: 4e12 },
];
const ceilings = ceilingsOf([], 2e-6);
const cached = deriveKernel(
  kernelMeasurement({ residency: "cache", bytes: 2e6, flops: 2e6 }),
  ceilings,
);

describe("the limit that launches set", () => {
  it("is a set's bytes for each launch's time", () => {
    expect(launchLimitedRate(50e6, 2e-6)).toBeCloseTo(25e12, 0);
    expect(launchLimitedRate(50e6, 2.2e-6, 200)).toBeCloseTo(50e6 / 440e-6, 0);
  });

  it("stands beside the curve and the products from the cache, by size", () => {
    const limits = cacheLimits({ cacheCurve, kernels: [cached], ceilings });
    expect(limits.map(({ id, workingSetBytes }) => [id, workingSetBytes])).toEqual([
      ["stream-read", 1e6],
      ["gemv-f16", 2e6],
      ["stream-read", 4e6],
    ]);
    expect(limits.map(({ launchBytesPerSecond }) => launchBytesPerSecond)).toEqual([
      0.5e12, 1e12, 2e12,
    ]);
    expect(limits[1]?.bytesPerSecond).toBeCloseTo(200e6, 0);
  });

  it("is unknown where a launch was not measured", () => {
    const [first] = cacheLimits({ cacheCurve, kernels: [], ceilings: ceilingsOf([]) });
    expect(first).toEqual({
      id: "stream-read",
      workingSetBytes: 1e6,
      bytesPerSecond: 4e12,
      launchBytesPerSecond: undefined,
    });
  });

  it.each([
    ["came from memory", kernelMeasurement({ bytes: 2e6 })],
    ["was wrong", kernelMeasurement({ residency: "cache", ...failed })],
    ["was no matrix-vector product", kernelMeasurement({ residency: "cache", operation: "gemm" })],
  ])("takes no kernel that %s", (_why, measured) => {
    const kernels = [deriveKernel(measured, ceilings)];
    expect(cacheLimits({ cacheCurve: [], kernels, ceilings })).toEqual([]);
    expect(cacheLimits({ cacheCurve: [], kernels: [cached], ceilings })).toHaveLength(1);
  });
});
