import type { BatchMeasurement } from "../../../src/domain/result.ts";
import { intervalAround } from "../../fixtures/measurements.ts";

/** A layer of 1 GB and 8 GFLOP for 4 users in 20 ms, one of 10, unless told otherwise. */
export const batchMeasurement = (overrides: Partial<BatchMeasurement> = {}): BatchMeasurement => ({
  model: "tiny",
  dataType: "f16",
  batch: 4,
  contextTokens: 0,
  includesAttention: false,
  layers: 10,
  layersMeasured: 3,
  residency: "memory",
  kernel: "gemv-batch-f16",
  variant: "128x32",
  ceiling: "f32",
  seconds: intervalAround(0.02),
  bytes: 1e9,
  flops: 8e9,
  verification: { status: "passed", maxRelativeError: 1e-7, tolerance: 1e-6 },
  ...overrides,
});
