import { describe, expect, it } from "vitest";
import { orderStatisticsInterval } from "../../../src/statistics/orderStatistics.ts";

const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

describe("interval by order statistics", () => {
  it("needs 6 samples for 95%, since 5 hold the median between them in 93.75% only", () => {
    expect(orderStatisticsInterval(upTo(5), 0.95)).toBeUndefined();
    expect(orderStatisticsInterval(upTo(6), 0.95)).toBeDefined();
    expect(orderStatisticsInterval(upTo(5), 0.9375)).toBeDefined();
  });

  it("lies between the outer pair that is too wide and the inner that is too narrow", () => {
    // Of 10: from the 2nd to the 9th 97.9%, from the 3rd to the 8th 89.1%.
    const interval = orderStatisticsInterval(upTo(10), 0.95);
    expect(interval?.median).toBe(5.5);
    expect(interval?.low).toBeGreaterThan(2);
    expect(interval?.low).toBeLessThan(3);
    expect(interval?.high).toBeCloseTo(11 - interval!.low, 12);
  });

  it("takes the pair itself where its level is the one asked for", () => {
    const level = 1 - (2 * (1 + 10)) / 1024;
    expect(orderStatisticsInterval(upTo(10), level)).toMatchObject({ low: 2, high: 9 });
  });

  it("weighs the pairs as Hettmansperger and Sheather do", () => {
    // γ(2) = 1002/1024, γ(3) = 912/1024: I = (1002 - 972.8) / 90, λ = 8·I / (2 + 6·I).
    const share = (1002 - 0.95 * 1024) / 90;
    const weight = (8 * share) / (2 + 6 * share);
    expect(orderStatisticsInterval(upTo(10), 0.95)?.low).toBeCloseTo(2 + weight, 12);
  });

  it("does not care in what order or unit the samples come", () => {
    const samples = [5, 1, 9, 3, 7, 2, 8];
    const interval = orderStatisticsInterval(samples, 0.95)!;
    const scaled = orderStatisticsInterval(
      samples.toReversed().map((sample) => sample * 1e-6),
      0.95,
    )!;
    expect(scaled.low).toBeCloseTo(interval.low * 1e-6, 15);
    expect(scaled.high).toBeCloseTo(interval.high * 1e-6, 15);
  });

  it("stays in bounds with thousands of samples", () => {
    const interval = orderStatisticsInterval(upTo(5000), 0.95)!;
    expect(interval.low).toBeCloseTo(2500.5 - 0.98 * Math.sqrt(5000), -1);
    expect(interval.high).toBeCloseTo(2500.5 + 0.98 * Math.sqrt(5000), -1);
  });
});
