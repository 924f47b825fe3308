import { describe, expect, it } from "vitest";
import { stepBreakdowns } from "../../../src/analysis/stepBreakdown.ts";
import type { BreakdownRow } from "../../../src/domain/waiting.ts";

const row = (part: string, secondsPerStep: number, model = "a"): BreakdownRow => ({
  model,
  dataType: "f16",
  part,
  secondsPerStep,
  low: secondsPerStep - 1,
  high: secondsPerStep + 1,
});

describe("where the time of a step goes", () => {
  it("shares the whole among its parts in the order of the step, the residual last", () => {
    const [step] = stepBreakdowns({
      breakdown: [row("residual", -2), row("head", 4), row("attention", 8)],
    });
    expect(step?.secondsPerStep).toBe(10);
    expect(step?.parts.map(({ part, share }) => [part, share])).toEqual([
      ["attention", 0.8],
      ["head", 0.4],
      ["residual", -0.2],
    ]);
  });

  it("keeps models apart, and a part of a later version before the residual", () => {
    const steps = stepBreakdowns({
      breakdown: [row("residual", 1), row("vision", 1), row("head", 1), row("head", 2, "b")],
    });
    expect(steps.map(({ model }) => model)).toEqual(["a", "b"]);
    expect(steps[0]?.parts.map(({ part }) => part)).toEqual(["head", "vision", "residual"]);
  });

  it.each([
    ["nothing was taken apart", []],
    ["the parts make no step", [row("head", -1)]],
  ])("says nothing where %s", (_what, breakdown) => {
    expect(stepBreakdowns({ breakdown })).toEqual([]);
  });

  it("says nothing of documents from before it was measured", () => {
    expect(stepBreakdowns({})).toEqual([]);
  });
});
