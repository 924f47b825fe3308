import { describe, expect, it } from "vitest";
import { isBimodal } from "../../../src/statistics/bimodality.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

const random = seededRandom(11);
const normal = seededNormal(random);
const sets = (count: number, draw: () => number): number =>
  Array.from({ length: 500 }, () => isBimodal(Array.from({ length: count }, draw))).filter(Boolean)
    .length / 500;
const evenModes = (): number => (random() < 0.5 ? 1 : 1.4) + 0.05 * normal();

describe("bimodality", () => {
  it.each([
    [20, 0.95],
    [40, 0.99],
    [80, 0.99],
  ])("is seen in %d samples of an even split, in %d of sets", (count, share) => {
    expect(sets(count, evenModes)).toBeGreaterThan(share);
  });

  it.each([
    ["normal", () => 1 + 0.1 * normal()],
    ["skewed", () => 1 - 0.1 * Math.log(random())],
    ["rarely slow", () => (random() < 0.95 ? 1 : 1.4) + 0.05 * normal()],
  ])("is not seen in %s samples", (_, draw) => {
    expect(sets(10, draw)).toBeLessThan(0.06);
    expect(sets(40, draw)).toBeLessThan(0.02);
  });

  it("needs modes that differ by more than 2%", () => {
    const split = (distance: number): readonly number[] =>
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 1 : 1 + distance));
    expect(isBimodal(split(0.03))).toBe(true);
    expect(isBimodal(split(0.015))).toBe(false);
  });

  it("is not claimed of fewer than 10 samples", () => {
    const modes = [1, 1, 1, 1, 1, 2, 2, 2, 2];
    expect(isBimodal(modes)).toBe(false);
    expect(isBimodal([...modes, 2])).toBe(true);
  });
});
