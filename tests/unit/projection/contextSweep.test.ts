import { describe, expect, it } from "vitest";
import { batchSeries } from "../../../src/analysis/batchSeries.ts";
import { companyPoint } from "../../../src/projection/company.ts";
import { contextSweep } from "../../../src/projection/contextSweep.ts";
import { fullResult } from "../../fixtures/fullResult.ts";
import { modelOf, setup } from "./subjects.ts";

const series = batchSeries(fullResult.batchSweep).find(({ dataType }) => dataType === "f16");
if (!series) throw new Error("the fixture has a sweep at 16 bits");
const model = modelOf(series.model);
const { memory, compute } = fullResult.ceilings;
const roof = {
  bytesPerSecond: memory?.bytesPerSecond ?? 0,
  flopsPerSecond: compute[series.rows[0]?.ceiling ?? "f32"]?.flopsPerSecond ?? 0,
};
const with4k = contextSweep(series, fullResult.ceilings, model, 4096);

describe("a measured sweep with context", () => {
  it("has the core's points at the run's own ceilings, for as many users as were measured", () => {
    expect(with4k?.points.map(({ users }) => users)).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512,
    ]);
    expect(with4k?.points[5]).toEqual(
      companyPoint(roof, model, setup({ contextTokens: 4096 }), 32),
    );
  });

  it("never fills arithmetic whose ridge is past what context allows", () => {
    expect(with4k?.ridge).toBeCloseTo(roof.flopsPerSecond / roof.bytesPerSecond, 9);
    expect(with4k?.intensityLimit).toBeCloseTo(31.96, 1);
    expect(with4k?.usersAtRidge).toBeUndefined();
    expect(with4k?.usersAtRidgeAlone).toBeGreaterThan(with4k?.ridge ?? 0);
    expect(with4k?.cacheBytesPerUser).toBe(536_870_912);
  });

  it("fills it with more users where the context is short", () => {
    const short = contextSweep(series, fullResult.ceilings, model, 512);
    expect(short?.usersAtRidge).toBeGreaterThan(short?.usersAtRidgeAlone ?? Infinity);
  });

  it("is nothing without both ceilings", () => {
    expect(contextSweep(series, { compute }, model, 4096)).toBeUndefined();
    expect(contextSweep(series, { ...(memory && { memory }), compute: {} }, model, 4096)).toBe(
      undefined,
    );
  });
});
