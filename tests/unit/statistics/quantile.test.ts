import { describe, expect, it } from "vitest";
import { ascending, median, quantileOfSorted } from "../../../src/statistics/quantile.ts";

describe("quantiles", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])("takes of %j the median %d", (samples, middle) => {
    expect(median(samples)).toBe(middle);
  });

  it("has no median of nothing", () => {
    expect(median([])).toBeUndefined();
  });

  it("interpolates between neighbours", () => {
    expect(quantileOfSorted([0, 10, 20, 30], 0.25)).toBe(7.5);
    expect(quantileOfSorted([0, 10, 20, 30], 1)).toBe(30);
  });

  it("sorts by number, into a copy", () => {
    const samples = [10, 9, 1];
    expect(ascending(samples)).toEqual([1, 9, 10]);
    expect(samples).toEqual([10, 9, 1]);
  });
});
