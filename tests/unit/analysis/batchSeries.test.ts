import { describe, expect, it } from "vitest";
import { batchSeries, ceilingShares } from "../../../src/analysis/batchSeries.ts";
import { ceilingsOf } from "../../../src/analysis/ceilings.ts";
import { deriveBatch } from "../../../src/analysis/derive.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { fixtures } from "../../fixtures/results.ts";
import { batchMeasurement } from "./batchMeasurement.ts";
import { failed, gemm, streamRead } from "./kernelMeasurement.ts";

/** 100 GB/s and 10 TFLOP/s in f32. */
const ceilings = ceilingsOf([streamRead(), gemm()]);
const row = (overrides: Parameters<typeof batchMeasurement>[0]) =>
  deriveBatch(batchMeasurement(overrides), ceilings);

describe("users at once", () => {
  it("are a series for each model and type, by rising users", () => {
    const series = batchSeries([
      row({ batch: 4 }),
      row({ batch: 1, dataType: "int4" }),
      row({ batch: 1 }),
      row({ batch: 2, model: "other" }),
    ]);
    expect(
      series.map(({ model, dataType, rows }) => [model, dataType, rows.map(({ batch }) => batch)]),
    ).toEqual([
      ["tiny", "f16", [1, 4]],
      ["tiny", "int4", [1]],
      ["other", "f16", [2]],
    ]);
  });

  it("leave out what was wrong", () => {
    expect(batchSeries([row(failed)])).toEqual([]);
    expect(batchSeries([row({})])).toHaveLength(1);
  });

  it("leave out rows with attention, whose contexts nobody shares", () => {
    const withContext = { includesAttention: true, contextTokens: 4096 };
    expect(batchSeries([row(withContext)])).toEqual([]);
    expect(
      batchSeries([row({ batch: 2 }), row({ batch: 4, ...withContext })])[0]?.rows,
    ).toHaveLength(1);
  });

  it("stop growing at the made-up machine's ridge", () => {
    const { ceilings: roofs, batchSweep } = fixtures.discrete;
    const [f16] = batchSeries(batchSweep);
    const reached = 0.62 * (roofs.compute.f32?.flopsPerSecond ?? 0);
    const ridge = reached / (0.92 * (roofs.memory?.bytesPerSecond ?? 0)); // at 2 bytes and 2 FLOP a weight
    expect(f16?.dataType).toBe("f16");
    expect((f16?.growthEndsAt ?? 0) / ridge).toBeGreaterThan(0.98);
    expect((f16?.growthEndsAt ?? 0) / ridge).toBeLessThan(1.05); // activations are fetched too
  });
});

describe("shares of both ceilings", () => {
  it("are the rates' own", () => {
    const { memory, arithmetic } = ceilingShares(row({}), ceilings);
    expect(memory).toBeCloseTo(0.5, 9);
    expect(arithmetic).toBeCloseTo(0.04, 9);
  });

  it("have none of memory where the weights came from the cache", () => {
    const { memory, arithmetic } = ceilingShares(row({ residency: "cache" }), ceilings);
    expect(memory).toBeUndefined();
    expect(arithmetic).toBeCloseTo(0.04, 9);
  });

  it("are unknown without the ceilings", () => {
    expect(ceilingShares(row({ seconds: intervalAround(1) }), { compute: {} })).toEqual({
      memory: undefined,
      arithmetic: undefined,
    });
    expect(ceilingShares(row({ ceiling: "dot4I8" }), ceilings).arithmetic).toBeUndefined();
  });
});
