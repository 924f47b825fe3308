import { ceilingKernels, type KernelMeasurement } from "../../../src/domain/result.ts";
import { intervalAround } from "../../fixtures/measurements.ts";

/** A passed GEMV that moved 1 GB with 1 GFLOP in 10 ms, unless told otherwise. */
export const kernelMeasurement = (
  overrides: Partial<KernelMeasurement> = {},
): KernelMeasurement => ({
  id: "gemv-f16",
  phase: "decode",
  operation: "gemv",
  dataType: "f16",
  shape: { m: 1, n: 22361, k: 22361 },
  variant: "64x4",
  ceiling: "f32",
  residency: "memory",
  cacheShareMax: 0,
  bytes: 1e9,
  flops: 1e9,
  seconds: intervalAround(0.01),
  verification: { status: "passed", maxRelativeError: 1e-7, tolerance: 1e-6 },
  ...overrides,
});

export const failed = {
  verification: { status: "failed", maxRelativeError: 0.5, tolerance: 1e-6 },
} as const;

export const streamRead = (overrides: Partial<KernelMeasurement> = {}): KernelMeasurement =>
  kernelMeasurement({
    id: ceilingKernels.read,
    operation: "other",
    dataType: "f32",
    shape: { elements: 25e7 },
    variant: "vec4",
    flops: 0,
    ...overrides,
  });

/** A passed GEMM of 1 TFLOP and 1 GB in 100 ms. */
export const gemm = (overrides: Partial<KernelMeasurement> = {}): KernelMeasurement =>
  kernelMeasurement({
    id: "gemm-f32",
    phase: "prefill",
    operation: "gemm",
    dataType: "f32",
    shape: { m: 7937, n: 7937, k: 7937 },
    variant: "64x64x16",
    flops: 1e12,
    seconds: intervalAround(0.1),
    ...overrides,
  });
