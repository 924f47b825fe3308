import { describe, expect, it } from "vitest";
import { studentProbability, studentQuantile } from "../../../src/statistics/studentT.ts";

describe("Student's distribution", () => {
  it.each([
    [0.025, 1, 12.706],
    [0.025, 4, 2.776],
    [0.025, 29, 2.045],
    [0.005, 10, 3.169],
    [0.05, 120, 1.658],
    [0.0005, 5, 6.869],
  ])("leaves %d above its quantile of %i degrees of freedom, %d", (tail, degrees, quantile) => {
    expect(studentQuantile(tail, degrees)).toBeCloseTo(quantile, 3);
    expect(studentProbability(studentQuantile(tail, degrees), degrees)).toBeCloseTo(1 - tail, 8);
  });

  it("is symmetric", () => {
    expect(studentProbability(0, 7)).toBeCloseTo(0.5, 12);
    expect(studentProbability(-1.3, 7) + studentProbability(1.3, 7)).toBeCloseTo(1, 12);
  });
});
