import { describe, expect, it } from "vitest";
import { lostPerDispatch } from "../../../src/analysis/dispatchLoss.ts";
import type { DecodeRow } from "../../../src/domain/result.ts";

const row: DecodeRow = {
  model: "llama-3.1-8b",
  dataType: "f16",
  includes: "step",
  layersMeasured: 32,
  extrapolated: false,
  residency: "memory",
  ceiling: "f32",
  verification: { status: "passed", maxRelativeError: 1e-5, tolerance: 1e-3 },
  batch: 1,
  contextTokens: 512,
  secondsPerStep: { median: 0.0066, low: 0.0065, high: 0.0067, samples: [] },
  bytesPerStep: 15e9,
  flopsPerStep: 15e9,
  dispatches: 320,
  tokensPerSecond: 151,
  bytesPerSecond: 2.27e12,
  flopsPerSecond: 2.27e12,
};
const ceilings = { memory: { bytesPerSecond: 3e12, low: 3e12, high: 3e12, by: "stream-read" } };

describe("what a dispatch loses", () => {
  it("is the step's time beyond its bytes at the memory ceiling, shared among its dispatches", () => {
    expect(lostPerDispatch(row, ceilings)).toBeCloseTo(0.0016 / 320, 12);
  });

  it.each([
    ["of weights alone", { includes: "weights" }],
    ["of several users, whom arithmetic may limit", { batch: 16 }],
    ["where the cache holds the weights", { residency: "cache" }],
    [
      "of a step that failed its check",
      { verification: { ...row.verification, status: "failed" } },
    ],
    ["of a step as fast as the ceiling", { bytesPerStep: 20e9 }],
  ] as const)("is not said %s", (_, change) => {
    expect(lostPerDispatch({ ...row, ...change }, ceilings)).toBeUndefined();
    expect(lostPerDispatch(row, ceilings)).toBeGreaterThan(0);
  });

  it("is not said without a ceiling", () => {
    expect(lostPerDispatch(row, {})).toBeUndefined();
  });
});
