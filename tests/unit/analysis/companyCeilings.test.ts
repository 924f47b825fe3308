import { describe, expect, it } from "vitest";
import { batchSeries } from "../../../src/analysis/batchSeries.ts";
import { companyCeilings } from "../../../src/analysis/companyCeilings.ts";
import { usersWhereContextEqualsWeights } from "../../../src/analysis/contextCompany.ts";
import { layerWork } from "../../../src/domain/work.ts";
import { modelById } from "../../../src/reference/models.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;
const [series] = batchSeries(discrete.batchSweep);
const model = modelById("llama-3.1-8b");
if (!series || !model) throw new Error("the fixture has no sweep of an 8B model");
const { ceilings } = discrete;

describe("the ceilings of users at once", () => {
  const limits = companyCeilings(series, ceilings);

  it("cross where one layer's FLOP per byte meet the ridge", () => {
    const ridge =
      (ceilings.compute.f32?.flopsPerSecond ?? 0) / (ceilings.memory?.bytesPerSecond ?? 1);
    const users = limits?.crossingUsers ?? 0;
    const { flops, bytes } = layerWork(model, "f16", users);
    expect(flops / bytes / ridge).toBeCloseTo(1, 2);
  });

  it("are never exceeded by what was measured", () => {
    for (const { batch, tokensPerSecond } of series.rows) {
      expect(tokensPerSecond).toBeLessThanOrEqual(limits?.arithmetic ?? 0);
      const memory = limits?.memory.find(({ users }) => users === batch);
      if (memory) expect(tokensPerSecond).toBeLessThanOrEqual(memory.tokensPerSecond);
    }
  });

  it("end memory's where arithmetic's begins", () => {
    const end = limits?.memory.at(-1);
    expect(end).toEqual({ users: limits?.crossingUsers, tokensPerSecond: limits?.arithmetic });
  });

  it("have no crossing where too few users were measured", () => {
    const few = companyCeilings({ rows: series.rows.slice(0, 4) }, ceilings);
    expect(few?.crossingUsers).toBeUndefined();
    expect(few?.memory.map(({ users }) => users)).toEqual([1, 2, 4, 8]);
  });

  it.each([
    ["memory", { compute: ceilings.compute }],
    ["arithmetic", { ...ceilings, compute: {} }],
  ])("are unknown where %s was not measured", (_name, given) => {
    expect(companyCeilings(series, given)).toBeUndefined();
  });
});

describe("context", () => {
  it("of 4,096 tokens outweighs an 8B model from about 28 users on", () => {
    expect(usersWhereContextEqualsWeights(model, "f16", 4096)).toBeCloseTo(28, 0);
  });

  it("does so sooner where weights take fewer bits", () => {
    expect(usersWhereContextEqualsWeights(model, "int4", 4096)).toBeCloseTo((28 * 4.5) / 16, 0);
  });
});
