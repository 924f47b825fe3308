import { describe, expect, it } from "vitest";
import { ceilingsOf } from "../../../src/analysis/ceilings.ts";
import {
  bestComputeCeiling,
  deriveBatch,
  deriveDecode,
  deriveKernel,
  derivePrefill,
} from "../../../src/analysis/derive.ts";
import {
  ceilingKernels,
  type DecodeMeasurement,
  type PrefillMeasurement,
} from "../../../src/domain/result.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { batchMeasurement } from "./batchMeasurement.ts";
import { failed, gemm, kernelMeasurement, streamRead } from "./kernelMeasurement.ts";

/** 100 GB/s and 10 TFLOP/s in f32, 40 TFLOP/s on the matrix path. */
const ceilings = ceilingsOf([
  streamRead(),
  gemm(),
  gemm({ ceiling: "matrixF16F32", dataType: "f16", seconds: intervalAround(0.025) }),
]);
const rates = ["bytesPerSecond", "flopsPerSecond", "rooflineFraction", "fractionOfBestCeiling"];

describe("a kernel's derived numbers", () => {
  it("follow from its seconds and its work", () => {
    const row = deriveKernel(kernelMeasurement({ seconds: intervalAround(0.02) }), ceilings);
    expect(row.intensity).toBe(1);
    expect(row.bytesPerSecond).toBeCloseTo(50e9, 0);
    expect(row.flopsPerSecond).toBeCloseTo(50e9, 0);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
    expect(row.fractionOfBestCeiling).toBeCloseTo(50e9 / 40e12, 9);
  });

  it("compare a GEMM with the ceiling of its own path", () => {
    const row = deriveKernel(gemm({ dataType: "f16", seconds: intervalAround(0.2) }), ceilings);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
    expect(row.fractionOfBestCeiling).toBeCloseTo(5 / 40, 9);
  });

  it("compare a stream with the memory ceiling alone", () => {
    const { compute: _compute, ...memoryOnly } = ceilings;
    const row = deriveKernel(streamRead({ seconds: intervalAround(0.04) }), {
      ...memoryOnly,
      compute: {},
    });
    expect(row.rooflineFraction).toBeCloseTo(0.25, 9);
    expect(row.fractionOfBestCeiling).toBeUndefined();
  });

  it("have no fraction of memory where the weights came from the cache", () => {
    const cached = deriveKernel(kernelMeasurement({ residency: "cache" }), ceilings);
    expect(cached.bytesPerSecond).toBeCloseTo(100e9, 0);
    expect(cached).not.toHaveProperty("rooflineFraction");
    expect(deriveKernel(kernelMeasurement(), ceilings)).toHaveProperty("rooflineFraction");
  });

  it("are absent for a failed kernel, but for its intensity", () => {
    const row = deriveKernel(kernelMeasurement(failed), ceilings);
    expect(row.intensity).toBe(1);
    for (const name of rates) expect(row).not.toHaveProperty(name);
    for (const name of rates)
      expect(deriveKernel(kernelMeasurement(), ceilings)).toHaveProperty(name);
  });

  it("are absent for an empty dispatch, whose time is the measurement", () => {
    const row = deriveKernel(streamRead({ id: ceilingKernels.dispatch, bytes: 8 }), ceilings);
    expect(row.seconds?.median).toBe(0.01);
    for (const name of rates) expect(row).not.toHaveProperty(name);
  });

  it("are absent for a kernel that was proved only", () => {
    const { seconds: _seconds, ...proved } = kernelMeasurement();
    for (const name of rates) expect(deriveKernel(proved, ceilings)).not.toHaveProperty(name);
  });

  it("have no fraction while a ceiling is unknown", () => {
    const row = deriveKernel(kernelMeasurement(), ceilingsOf([streamRead()]));
    expect(row.bytesPerSecond).toBeDefined();
    expect(row).not.toHaveProperty("rooflineFraction");
    expect(row).not.toHaveProperty("fractionOfBestCeiling");
  });
});

describe("the best ceiling for a stored type", () => {
  it.each([
    ["f32", 10e12],
    ["f16", 40e12],
    ["int4", 40e12],
  ] as const)("of %s is the fastest path that can multiply it", (dataType, rate) => {
    expect(bestComputeCeiling(ceilings, dataType)).toBeCloseTo(rate, 0);
  });

  it("is unknown where no path was measured", () => {
    expect(bestComputeCeiling({ compute: {} }, "f32")).toBeUndefined();
  });
});

const model = {
  model: "tiny",
  dataType: "f16",
  includes: "weights",
  layersMeasured: 2,
  extrapolated: false,
  residency: "memory",
  ceiling: "f32",
  verification: { status: "passed", maxRelativeError: 1e-7, tolerance: 1e-6 },
} as const;

const decode: DecodeMeasurement = {
  ...model,
  batch: 4,
  contextTokens: 0,
  secondsPerStep: intervalAround(0.02),
  bytesPerStep: 1e9,
  flopsPerStep: 4e9,
  dispatches: 9,
};

const prefill: PrefillMeasurement = {
  ...model,
  promptTokens: 512,
  seconds: intervalAround(0.2),
  bytes: 1e9,
  flops: 1e12,
};

describe("a decode step's derived numbers", () => {
  it("count the tokens of all users", () => {
    const row = deriveDecode(decode, ceilings);
    expect(row.tokensPerSecond).toBeCloseTo(200, 9);
    expect(row.bytesPerSecond).toBeCloseTo(50e9, 0);
    expect(row.flopsPerSecond).toBeCloseTo(200e9, 0);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
  });

  it("have no fraction where the check failed", () => {
    expect(deriveDecode({ ...decode, ...failed }, ceilings)).not.toHaveProperty("rooflineFraction");
  });
});

describe("weights that the cache can hold", () => {
  it("have no fraction of memory in a decode step", () => {
    const row = deriveDecode({ ...decode, residency: "cache" }, ceilings);
    expect(row).not.toHaveProperty("rooflineFraction");
    expect(row.bytesPerSecond).toBeCloseTo(50e9, 0);
    expect(deriveDecode(decode, ceilings)).toHaveProperty("rooflineFraction");
  });

  it("leave a prompt its fraction: arithmetic limits it", () => {
    const row = derivePrefill({ ...prefill, residency: "cache" }, ceilings);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
  });
});

describe("the derived numbers of users at once", () => {
  it("count all users through all layers", () => {
    const row = deriveBatch(batchMeasurement(), ceilings);
    expect(row.tokensPerSecond).toBeCloseTo(4 / (10 * 0.02), 9);
    expect(row.intensity).toBe(8);
    expect(row.bytesPerSecond).toBeCloseTo(50e9, 0);
    expect(row.flopsPerSecond).toBeCloseTo(400e9, 0);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
  });

  it.each([
    ["was wrong", failed],
    ["came from the cache", { residency: "cache" }],
    ["has no ceiling", { ceiling: "dot4I8" }],
  ] as const)("have no fraction where it %s", (_why, change) => {
    const row = deriveBatch(batchMeasurement(change), ceilings);
    expect(row).not.toHaveProperty("rooflineFraction");
  });
});

describe("a prompt's derived numbers", () => {
  it("count its tokens and its operations", () => {
    const row = derivePrefill(prefill, ceilings);
    expect(row.tokensPerSecond).toBeCloseTo(2560, 9);
    expect(row.flopsPerSecond).toBeCloseTo(5e12, 0);
    expect(row.rooflineFraction).toBeCloseTo(0.5, 9);
  });

  it("have no fraction without the ceiling of its path", () => {
    const row = derivePrefill({ ...prefill, ceiling: "dot4I8" }, ceilings);
    expect(row).not.toHaveProperty("rooflineFraction");
  });
});
