import { describe, expect, it } from "vitest";
import { gateValue } from "../../../src/analysis/gateMetrics.ts";
import { gateMetricNames } from "../../../src/domain/gate.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";

describe("the metrics of a gate", () => {
  it.each(gateMetricNames)("reads %s from a run", (name) => {
    const value = gateValue(fixtures.discrete, name)!;
    expect(value.name).toBe(name);
    expect(value.seconds).toBeGreaterThan(0);
    expect(value.subject).toContain(name === "memory" || name === "arithmetic" ? "f32" : "f16");
  });

  it("counts seconds per unit, so that sizes that follow from the device's speed cancel", () => {
    const { memory } = fixtures.discrete.ceilings;
    const value = gateValue(fixtures.discrete, "memory")!;
    expect(1 / value.seconds).toBeCloseTo(memory!.bytesPerSecond, -10);
    const [row] = fixtures.discrete.prefill;
    expect(gateValue(fixtures.discrete, "prefill")!.seconds).toBe(
      row!.seconds.median / row!.promptTokens,
    );
  });

  it("has no value of what was not measured, or was wrong", () => {
    expect(gateValue(fixtureResult({ decode: [] }), "decode")).toBeUndefined();
    const failed = fixtures.discrete.kernels.map((row) => ({
      ...row,
      verification: { ...row.verification, status: "failed" as const },
    }));
    expect(gateValue(fixtureResult({ kernels: failed }), "gemv")).toBeUndefined();
  });
});
