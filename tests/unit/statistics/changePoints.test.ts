import { describe, expect, it } from "vitest";
import { changePoints } from "../../../src/statistics/changePoints.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

const levels = (seed: number, ...parts: readonly (readonly [number, number])[]) => {
  const normal = seededNormal(seededRandom(seed));
  return parts.flatMap(([level, count]) => Array.from({ length: count }, () => level + normal()));
};

describe("change points", () => {
  it("finds none in a series that does not change", () => {
    const found = Array.from({ length: 40 }, (_, seed) =>
      changePoints(levels(seed + 1, [0, 40]), { seed: 1, permutations: 99 }),
    );
    expect(found.filter((points) => points.length > 0).length).toBeLessThanOrEqual(2);
  });

  it("finds where the level rises, to within a value or two", () => {
    const [point, ...others] = changePoints(levels(5, [0, 20], [3, 15]), { seed: 1 });
    expect(Math.abs(point! - 20)).toBeLessThanOrEqual(2);
    expect(others).toEqual([]);
  });

  it("finds several", () => {
    expect(changePoints(levels(6, [0, 20], [4, 20], [0, 20]), { seed: 1 })).toHaveLength(2);
  });

  it("sees a change of spread too", () => {
    const calm = levels(7, [0, 40]).map((value) => value / 20);
    expect(changePoints([...calm, ...levels(8, [0, 40])], { seed: 1 }).length).toBeGreaterThan(0);
  });

  it.each([[[]], [[1, 2, 3]], [Array.from({ length: 9 }, (_, index) => (index < 4 ? 0 : 9))]])(
    "needs two segments of five values, of %j there is none",
    (values) => {
      expect(changePoints(values, { seed: 1 })).toEqual([]);
    },
  );
});
