import { expect, it } from "vitest";
import { Random } from "../../../src/measure/random.ts";

const draw = (seed: number, count: number, bound: number): readonly number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(bound));
};

it("gives whole numbers below the bound, each about equally often", () => {
  const counts = new Map<number, number>();
  for (const value of draw(1, 10_000, 10)) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect([...counts.keys()].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it("gives the same for the same seed and other numbers for another", () => {
  expect(draw(7, 20, 1000)).toEqual(draw(7, 20, 1000));
  expect(draw(7, 20, 1000)).not.toEqual(draw(8, 20, 1000));
});

it("gives nothing but zero below one", () => {
  expect(new Set(draw(3, 100, 1))).toEqual(new Set([0]));
});

it("reaches large bounds", () => {
  const values = draw(5, 1000, 2 ** 32);
  expect(Math.max(...values)).toBeGreaterThan(0.95 * 2 ** 32);
  expect(new Set(values).size).toBe(1000);
});
