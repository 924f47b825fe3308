import { describe, expect, it } from "vitest";
import { signedRankShift } from "../../../src/statistics/signedRank.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

/** Trials in which the interval misses 0, where the truth is 0. */
const missesOf = (trials: number, count: number, alpha: number, seed: number): number => {
  const normal = seededNormal(seededRandom(seed));
  return Array.from({ length: trials }, () => {
    const values = Array.from({ length: count }, normal);
    const { low, high } = signedRankShift(values, alpha)!;
    return low > 0 || high < 0;
  }).filter(Boolean).length;
};

describe("the signed-rank interval", () => {
  it("is the median of the means of all pairs, and a range of them", () => {
    // Walsh averages of 1, 2, 4: 1, 1.5, 2, 2.5, 3, 4.
    expect(signedRankShift([1, 2, 4], 0.25)).toEqual({ estimate: 2.25, low: 1, high: 4 });
  });

  it.each([
    [8, 0.05, 3],
    [10, 0.05, 8],
    [12, 0.01, 7],
    [20, 0.05, 52],
  ])(
    "leaves out what the table of critical values says: %i values at %d, %i",
    (count, alpha, w) => {
      const values = Array.from({ length: count }, (_, index) => (-1.07) ** index * (index + 1));
      const averages = values
        .flatMap((first, index) => values.slice(index).map((second) => (first + second) / 2))
        .toSorted((a, b) => a - b);
      const shift = signedRankShift(values, alpha)!;
      expect(shift.low).toBeCloseTo(averages[w]!, 10);
      expect(shift.high).toBeCloseTo(averages.at(-1 - w)!, 10);
    },
  );

  it.each([
    [5, 0.05],
    [10, 0.001],
    [0, 0.05],
  ])("does not exist of %i values at %d", (count, alpha) => {
    expect(signedRankShift(Array.from({ length: count }, Math.random), alpha)).toBeUndefined();
  });

  it("misses the truth about as often as it may, and no more", () => {
    const misses = missesOf(2000, 16, 0.05, 1);
    expect(misses).toBeLessThan(120);
    expect(misses).toBeGreaterThan(50);
  });

  it("is hardly moved by one value that is far off, as a mean is", () => {
    const values = Array.from({ length: 32 }, (_, index) => (index % 8) / 100);
    const before = signedRankShift(values, 0.01)!;
    const after = signedRankShift([...values.slice(1), 50], 0.01)!;
    expect(after.estimate - before.estimate).toBeLessThan(0.01);
    expect(after.high).toBeLessThan(0.1);
  });

  it("is wider where each value resembles the one before", () => {
    const alternating = Array.from({ length: 32 }, (_, index) => (index % 2 ? 1 : -1));
    const sorted = alternating.toSorted((a, b) => a - b);
    const width = (values: readonly number[]): number => {
      const { low, high } = signedRankShift(values, 0.01)!;
      return high - low;
    };
    expect(width(sorted)).toBeGreaterThan(3 * width(alternating));
  });
});
