import { describe, expect, it } from "vitest";
import { ceilingsOf } from "../../../src/analysis/ceilings.ts";
import { ceilingKernels } from "../../../src/domain/result.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { failed, gemm, kernelMeasurement, streamRead } from "./kernelMeasurement.ts";

const slow = { seconds: intervalAround(0.02) };
const fast = { seconds: intervalAround(0.005) };

describe("memory ceiling", () => {
  it("is the fastest streaming read, with its interval and its name", () => {
    const { memory } = ceilingsOf([streamRead(slow), streamRead({ variant: "vec4 x4" })]);
    expect(memory?.bytesPerSecond).toBeCloseTo(100e9, 0);
    expect(memory?.low).toBeCloseTo(100e9 / 1.005, 0);
    expect(memory?.high).toBeCloseTo(100e9 / 0.995, 0);
    expect(memory?.by).toBe("stream-read vec4 x4");
  });

  it("is a decode kernel where that was faster still", () => {
    const { memory } = ceilingsOf([streamRead(), kernelMeasurement(fast)]);
    expect(memory?.bytesPerSecond).toBeCloseTo(200e9, 0);
    expect(memory?.by).toBe("gemv-f16 64x4");
  });

  it.each([
    ["failed its check", kernelMeasurement({ ...fast, ...failed })],
    ["read from the cache", kernelMeasurement({ ...fast, residency: "cache" })],
    ["was a copy", streamRead({ ...fast, id: ceilingKernels.copy })],
    ["was a write", streamRead({ ...fast, id: ceilingKernels.write })],
    ["belongs to prefill", gemm(fast)],
    [
      "has an interval down to 0",
      kernelMeasurement({ seconds: { ...intervalAround(0.001), low: 0 } }),
    ],
  ])("takes no kernel that %s", (_why, other) => {
    const { memory } = ceilingsOf([streamRead(), other]);
    expect(memory?.bytesPerSecond).toBeCloseTo(100e9, 0);
  });

  it("takes no kernel that was proved only", () => {
    const { seconds: _seconds, ...proved } = kernelMeasurement();
    expect(ceilingsOf([proved]).memory).toBeUndefined();
    expect(ceilingsOf([kernelMeasurement()]).memory).toBeDefined();
  });

  it("stands beside copy and write", () => {
    const { copy, write } = ceilingsOf([
      streamRead({ id: ceilingKernels.copy }),
      streamRead({ id: ceilingKernels.write, ...slow }),
    ]);
    expect(copy?.bytesPerSecond).toBeCloseTo(100e9, 0);
    expect(write?.bytesPerSecond).toBeCloseTo(50e9, 0);
  });
});

describe("arithmetic ceilings", () => {
  const multiplyAdd = gemm({
    id: ceilingKernels.multiplyAddF32,
    operation: "other",
    variant: "8 chains",
    seconds: intervalAround(0.05),
  });

  it("are the fastest multiply-add or GEMM of each path", () => {
    const { compute } = ceilingsOf([
      gemm(),
      multiplyAdd,
      gemm({ id: "gemm-f16", dataType: "f16", ceiling: "f16" }),
    ]);
    expect(Object.keys(compute)).toEqual(["f32", "f16"]);
    expect(compute.f32?.flopsPerSecond).toBeCloseTo(20e12, 0);
    expect(compute.f32?.by).toBe("multiply-add-f32 8 chains");
    expect(compute.f16?.flopsPerSecond).toBeCloseTo(10e12, 0);
  });

  it("are a GEMM where that beats the multiply-add kernel", () => {
    const { compute } = ceilingsOf([multiplyAdd, gemm({ seconds: intervalAround(0.04) })]);
    expect(compute.f32?.by).toBe("gemm-f32 64x64x16");
  });

  it("leave out a failed kernel, and a path without a passed one", () => {
    const { compute } = ceilingsOf([gemm({ ...fast, ...failed }), kernelMeasurement(fast)]);
    expect(compute).toEqual({});
  });
});

describe("cost of a dispatch", () => {
  it("is passed on where it was measured", () => {
    expect(ceilingsOf([], 2.2e-6)).toEqual({ compute: {}, dispatchSeconds: 2.2e-6 });
    expect(ceilingsOf([])).toEqual({ compute: {} });
  });
});
