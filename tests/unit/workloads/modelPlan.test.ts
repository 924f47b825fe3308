import { describe, expect, it } from "vitest";
import { layerWeights, headWeights } from "../../../src/domain/model.ts";
import { decodeWeightsWork } from "../../../src/domain/work.ts";
import { modelById, tiny } from "../../../src/reference/models.ts";
import {
  decodeSeconds,
  planModel,
  prefillSeconds,
  promptTokensOf,
  type ModelPlanInput,
} from "../../../src/workloads/modelPlan.ts";

const llama = modelById("llama-3.1-8b")!;
const bytesOf = (layers: number): number => decodeWeightsWork(llama, "f16", layers).bytes;

const roomy: ModelPlanInput = {
  model: llama,
  dataType: "f16",
  memoryBytes: 20e9,
  seconds: (layers) => layers / 1000,
  longestSeconds: 1,
};

describe("a model", () => {
  it("is run whole where it fits memory and time", () => {
    expect(planModel(roomy)).toEqual({ status: "whole" });
    expect(planModel({ ...roomy, memoryBytes: bytesOf(32) })).toEqual({ status: "whole" });
  });

  it.each([
    [31, 10],
    [9, 3],
    [8, 2],
    [3, 1],
  ])(
    "of which %i layers fit is measured at %i layers and two and three times as many",
    (fit, layers) => {
      const plan = planModel({ ...roomy, memoryBytes: bytesOf(fit) + 1 });
      expect(plan).toEqual({ status: "extrapolated", layers });
    },
  );

  it("is measured at fewer layers where all would take too long", () => {
    expect(planModel({ ...roomy, longestSeconds: 0.02 })).toEqual({
      status: "extrapolated",
      layers: 6,
    });
  });

  it("is refused where not even three layers fit, with what they need", () => {
    const plan = planModel({ ...roomy, memoryBytes: bytesOf(3) - 1 });
    expect(plan).toMatchObject({ status: "refused", code: "does-not-fit" });
    expect(plan).toHaveProperty("message", expect.stringContaining("Llama"));
  });

  it("is refused where three layers take too long, with the seconds", () => {
    const plan = planModel({ ...roomy, longestSeconds: 0.002 });
    expect(plan).toMatchObject({ status: "refused", code: "takes-too-long" });
  });

  it.each([
    [17, 5, "extrapolated"],
    [18, 6, "extrapolated"],
    [5, undefined, "refused"],
  ] as const)(
    "with a window on five of six layers is measured at whole groups, without at any number: %i fit",
    (fit, layers, status) => {
      const period = layers === 5 ? 1 : 6;
      const bytes = (count: number): number => 1e9 * count;
      const plan = planModel({ ...roomy, memoryBytes: fit * 1e9, bytes, period });
      expect(plan).toMatchObject({ status, ...(layers && { layers }) });
    },
  );

  it("of two layers is run whole or not at all", () => {
    const small = { ...roomy, model: tiny, memoryBytes: 1e6 };
    expect(planModel(small)).toMatchObject({ status: "refused", code: "does-not-fit" });
    expect(planModel({ ...small, memoryBytes: 1e9 })).toEqual({ status: "whole" });
  });
});

describe("the seconds that are expected", () => {
  it("of a decode step are its bytes at half the memory's rate", () => {
    expect(decodeSeconds(llama, "f16", 100e9)(32)).toBeCloseTo(bytesOf(32) / 50e9);
  });

  it("of a prompt are its arithmetic at half the ceiling, and the head's bytes", () => {
    const expected =
      (2 * 512 * 4 * layerWeights(llama) + 2 * headWeights(llama)) / 5e12 +
      (2 * headWeights(llama)) / 100e9;
    const seconds = prefillSeconds(llama, "f16", 512, 10e12, 100e9)(4);
    expect(seconds / expected).toBeCloseTo(1, 2);
  });
});

it.each([
  [llama, "hardware", 512],
  [llama, "software", 16],
  [tiny, "hardware", 16],
] as const)("a prompt is as long as model and adapter bear", (model, kind, tokens) => {
  expect(promptTokensOf(model, kind)).toBe(tokens);
});
