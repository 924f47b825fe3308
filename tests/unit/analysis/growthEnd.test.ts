import { describe, expect, it } from "vitest";
import { usersWhereGrowthEnds } from "../../../src/analysis/growthEnd.ts";
import { seededRandom } from "../statistics/seededRandom.ts";

const doublings = (most: number): readonly number[] =>
  Array.from({ length: Math.log2(most) + 1 }, (_, power) => 2 ** power);

/** 10 tokens/s for each user up to `ridge` users, and no more from there on. */
const underRoof = (ridge: number, most = 512) =>
  doublings(most).map((batch) => ({ batch, tokensPerSecond: 10 * Math.min(batch, ridge) }));

describe("users at which tokens/s of all stop growing", () => {
  it.each([1, 1.5, 3, 32, 39, 41, 53, 64, 100, 300])("are found at a ridge of %d", (ridge) => {
    expect(usersWhereGrowthEnds(underRoof(ridge))).toBeCloseTo(ridge, 9);
  });

  it.each([400, 512, 1e6])("are unknown where the sweep ends below a ridge of %d", (ridge) => {
    expect(usersWhereGrowthEnds(underRoof(ridge))).toBeUndefined();
    expect(usersWhereGrowthEnds(underRoof(ridge, 4096 * 1024))).toBeCloseTo(ridge, 9);
  });

  it("do not depend on the order of the points", () => {
    expect(usersWhereGrowthEnds(underRoof(53).toReversed())).toBeCloseTo(53, 9);
  });

  it.each([0, 1])("are unknown from %d points", (count) => {
    expect(usersWhereGrowthEnds(underRoof(1).slice(0, count))).toBeUndefined();
    expect(usersWhereGrowthEnds(underRoof(1).slice(0, 2))).toBeDefined();
  });

  it("are found within a tenth where every point is 5% off", () => {
    const random = seededRandom(5);
    for (let trial = 0; trial < 200; trial += 1) {
      const noisy = underRoof(53).map(({ batch, tokensPerSecond }) => ({
        batch,
        tokensPerSecond: tokensPerSecond * (0.95 + 0.1 * random()),
      }));
      const found = usersWhereGrowthEnds(noisy) ?? 0;
      expect(Math.abs(found / 53 - 1)).toBeLessThan(0.11);
    }
  });

  it("are found where users were more than doubled, growth taken per doubling", () => {
    const points = [
      { batch: 1, tokensPerSecond: 10 },
      { batch: 4, tokensPerSecond: 40 },
      { batch: 16, tokensPerSecond: 56 },
    ];
    expect(usersWhereGrowthEnds(points)).toBeCloseTo(5.6, 9);
  });

  it("are not found where a step stalls and later ones grow", () => {
    const stalled = underRoof(512).map(({ batch, tokensPerSecond }) => ({
      batch,
      tokensPerSecond: batch > 32 ? tokensPerSecond / 2 : tokensPerSecond,
    }));
    expect(usersWhereGrowthEnds(stalled)).toBeUndefined();
  });
});
