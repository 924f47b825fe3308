import { describe, expect, it } from "vitest";
import { lagOneAutocorrelation, wideningFor } from "../../../src/statistics/autocorrelation.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

describe("autocorrelation", () => {
  it.each([
    ["a steady climb", upTo(100), 0.97],
    ["every other one high", upTo(100).map((index) => index % 2), -0.99],
    ["equal samples", upTo(100).map(() => 3), 0],
    ["two samples", [1, 2], 0],
  ])("of %s is %d", (_, samples, expected) => {
    expect(lagOneAutocorrelation(samples)).toBeCloseTo(expected, 2);
  });

  it("finds the ρ that samples were made with", () => {
    const normal = seededNormal(seededRandom(3));
    let last = 0;
    const samples = upTo(20_000).map(() => (last = 0.6 * last + normal()));
    expect(lagOneAutocorrelation(samples)).toBeCloseTo(0.6, 1);
  });

  it.each([
    [-0.5, 1],
    [0, 1],
    [0.6, 2],
    [0.95, Math.sqrt(39)],
    [1, Math.sqrt(39)],
  ])("at ρ = %d widens an interval %d times", (rho, factor) => {
    expect(wideningFor(rho)).toBeCloseTo(factor, 12);
  });
});

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
