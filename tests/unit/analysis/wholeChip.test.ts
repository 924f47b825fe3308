import { describe, expect, it } from "vitest";
import { wallOf } from "../../../src/analysis/wall.ts";
import { wholeChip } from "../../../src/analysis/wholeChip.ts";
import { fixtures } from "../../fixtures/results.ts";

const wall = wallOf(fixtures.discrete);
const peak = wall.peak?.flopsPerSecond ?? 0;

describe("the whole chip", () => {
  it("is the new denominator of both phases, hatched beyond this run's own peak", () => {
    const whole = wholeChip(wall, 10 * peak);
    expect(whole?.hatchedFrom).toBe(100);
    for (const phase of ["reading", "writing"] as const) {
      const [before, after] = [wall[phase], whole?.wall[phase]];
      if (before.status !== "known" || after?.status !== "known") throw new Error("unknown");
      for (const end of ["median", "low", "high"] as const)
        expect(after.arithmetic?.[end]).toBeCloseTo((before.arithmetic?.[end] ?? 0) / 10, 12);
      expect(after.memory).toBe(before.memory);
    }
  });

  it("changes neither R nor what was measured", () => {
    const whole = wholeChip(wall, 10 * peak);
    expect(whole?.wall.ratio).toBe(wall.ratio);
    expect(whole?.wall.peak).toBe(wall.peak);
  });

  it.each([
    ["the run reached as much", wall, peak],
    ["the run reached more", wall, peak / 2],
    ["the run has no peak", { ...wall, peak: undefined }, 10 * peak],
  ])("is nothing where %s", (_name, given, published) => {
    expect(wholeChip(given, published)).toBeUndefined();
  });
});
