import { describe, expect, it } from "vitest";
import { pooledDifference } from "../../../src/statistics/pooledDifference.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

const around = (level: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => level + (index % 2 ? 1 : -1));

describe("the difference of two groups", () => {
  it("is Student's, with the pooled spread", () => {
    // Values 1, 3, 1, 3 and 5: variance 4/3, standard error √(4/3 · (1/4 + 1)), t(3, 0.025) = 3.182.
    const difference = pooledDifference([1, 3, 1, 3], [5], 0.05)!;
    expect(difference.estimate).toBe(3);
    expect(difference.degreesOfFreedom).toBe(3);
    expect(difference.standardError).toBeCloseTo(Math.sqrt((4 / 3) * 1.25), 10);
    expect(difference.high - difference.estimate).toBeCloseTo(3.1824 * Math.sqrt(5 / 3), 3);
  });

  it.each([
    [[], [1, 2, 3]],
    [[1, 2, 3], []],
    [[1], [2]],
  ])("does not exist of %j and %j", (stored, fresh) => {
    expect(pooledDifference(stored, fresh, 0.05)).toBeUndefined();
  });

  it("counts new values as a fifth of the stored ones at most", () => {
    const few = pooledDifference(around(0, 40), around(0, 8), 0.05)!;
    const many = pooledDifference(around(0, 40), around(0, 40), 0.05)!;
    const stored = pooledDifference(around(0, 160), around(0, 40), 0.05)!;
    expect(many.standardError).toBeCloseTo(few.standardError, 1);
    expect(stored.standardError).toBeLessThan(0.6 * many.standardError);
  });

  it("is less certain where stored values share a level with their neighbours", () => {
    const alternating = around(0, 40);
    const steps = Array.from({ length: 40 }, (_, index) => (Math.floor(index / 8) % 2 ? 1 : -1));
    const error = (stored: readonly number[]): number =>
      pooledDifference(stored, around(0, 8), 0.05)!.standardError;
    expect(error(steps)).toBeGreaterThan(2 * error(alternating));
  });

  it("holds the truth as often as it says, of independent values", () => {
    const normal = seededNormal(seededRandom(3));
    const take = (count: number): readonly number[] => Array.from({ length: count }, normal);
    const misses = Array.from({ length: 1000 }, () => {
      const { low, high } = pooledDifference(take(20), take(5), 0.05)!;
      return low > 0 || high < 0;
    }).filter(Boolean).length;
    expect(misses).toBeLessThan(65);
  });
});
