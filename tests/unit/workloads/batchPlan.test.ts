import { describe, expect, it } from "vitest";
import { layerWork } from "../../../src/domain/work.ts";
import { modelById } from "../../../src/reference/models.ts";
import { layerShapes, planBatch } from "../../../src/workloads/batchPlan.ts";

const model = modelById("llama-3.1-8b")!;
const plan = (batch: number, change: Partial<Parameters<typeof planBatch>[0]> = {}) =>
  planBatch({
    model,
    dataType: "f16",
    batch,
    layers: 6,
    bytesPerSecond: 1e12,
    flopsPerSecond: 20e12,
    longestSeconds: 0.3,
    ...change,
  });

describe("layers for users at once", () => {
  it("are all of those with weights of their own while a repetition is short", () => {
    expect(plan(1)).toEqual({ status: "run", layers: 6 });
    expect(plan(1, { layers: 3 })).toEqual({ status: "run", layers: 3 });
  });

  it("become fewer for more users, one at least", () => {
    const secondsAtHalfSpeed = (2 * layerWork(model, "f16", 512).flops) / 20e12;
    expect(secondsAtHalfSpeed).toBeCloseTo(0.0223, 4);
    expect(plan(512)).toEqual({ status: "run", layers: 2 });
    expect(plan(512, { flopsPerSecond: 2e12 })).toEqual({ status: "run", layers: 1 });
  });

  it("are counted by memory's time where that is longer", () => {
    expect(plan(1, { bytesPerSecond: 60e9 })).toEqual({ status: "run", layers: 3 });
  });

  it("are none where one would take too long, and the message says how long", () => {
    const refused = plan(512, { flopsPerSecond: 1e12 });
    expect(refused).toEqual({
      status: "refused",
      code: "takes-too-long",
      message:
        "One layer of Llama 3.1 8B for 512 users would take about 0.45 s each time, and 0.3 s are allowed.",
    });
    expect(plan(512, { flopsPerSecond: 1e12, longestSeconds: 0.5 }).status).toBe("run");
  });

  it("have four matrices each, in the order of a token's way", () => {
    expect(layerShapes(model, 2)).toHaveLength(8);
    expect(layerShapes(model, 2)[4]).toMatchObject({ part: "qkv", rows: 6144, columns: 4096 });
  });
});
