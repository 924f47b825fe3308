import { describe, expect, it } from "vitest";
import { relativeHalfWidth } from "../../../src/domain/interval.ts";
import { medianInterval } from "../../../src/statistics/medianInterval.ts";
import { seededNormal, seededRandom } from "./seededRandom.ts";

const random = seededRandom(5);
const normal = seededNormal(random);
const draws = (count: number, draw: () => number): readonly number[] =>
  Array.from({ length: count }, draw);

/** Each sample is in part the one before: ρ is given. */
const correlatedDraws = (count: number, rho: number): readonly number[] => {
  let deviation = normal();
  return draws(count, () => {
    deviation = rho * deviation + Math.sqrt(1 - rho ** 2) * normal();
    return 1 + 0.05 * deviation;
  });
};

const coverage = (truth: number, set: () => readonly number[]): number => {
  const holding = draws(2000, () => {
    const { low, high } = medianInterval(set())!.interval;
    return low <= truth && truth <= high ? 1 : 0;
  });
  return holding.reduce((sum, held) => sum + held, 0) / holding.length;
};

describe("interval of the median", () => {
  it.each([6, 10, 20, 80])("of %d samples holds the truth in 93 to 98 of 100 sets", (count) => {
    const share = coverage(1, () => draws(count, () => 1 + 0.1 * normal()));
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.98);
  });

  it("keeps the samples in their order", () => {
    const samples = [3, 1, 2, 5, 4, 6];
    expect(medianInterval(samples)?.interval.samples).toEqual(samples);
  });

  it("is not given of fewer than 6 samples", () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeUndefined();
  });

  it("is wider for correlated samples, and says so", () => {
    const samples = correlatedDraws(200, 0.8);
    const shuffled = samples.map((sample) => ({ sample, key: random() }));
    const independent = shuffled.toSorted((a, b) => a.key - b.key).map(({ sample }) => sample);
    const correlated = medianInterval(samples)!;
    const control = medianInterval(independent)!;
    expect(correlated.quality.correlated).toBe(true);
    expect(control.quality.correlated).toBe(false);
    expect(relativeHalfWidth(correlated.interval)).toBeGreaterThan(
      2 * relativeHalfWidth(control.interval),
    );
  });

  it.each([0.2, 0.5])("holds the truth where ρ is %d", (rho) => {
    expect(coverage(1, () => correlatedDraws(80, rho))).toBeGreaterThan(0.93);
  });

  it("adds half the clock's step at either end", () => {
    const samples = [1, 1, 1, 1, 1, 1];
    const { low, high } = medianInterval(samples, { quantisation: 0.03 })!.interval;
    expect(low).toBeCloseTo(0.985, 12);
    expect(high).toBeCloseTo(1.015, 12);
    expect(medianInterval(samples)!.interval).toMatchObject({ low: 1, high: 1 });
  });

  it("takes no pattern of the clock's own steps for one of the work", () => {
    const steps = draws(40, () => 1).map((_, index) => (index < 20 ? 1 : 1.03));
    expect(medianInterval(steps)!.quality).toMatchObject({ correlated: true, bimodal: true });
    const quality = { lagOneAutocorrelation: 0, correlated: false, bimodal: false };
    expect(medianInterval(steps, { quantisation: 0.03 })!.quality).toEqual(quality);
  });

  it("stays above zero, however wide", () => {
    const climbing = draws(20, () => 0).map((_, index) => 0.01 + index ** 3);
    const { low, median } = medianInterval(climbing)!.interval;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(median / 10);
  });
});
