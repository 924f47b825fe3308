import { describe, expect, it } from "vitest";
import { stepOfDurations, wallStep } from "../../../src/measure/clockStep.ts";
import { seededRandom } from "../statistics/seededRandom.ts";

const random = seededRandom(9);
const durations = (step: number): readonly number[] =>
  Array.from({ length: 14 }, (_, pass) => {
    const ideal = pass < 6 ? 3_000 : 2e7 * random();
    return step * Math.round(ideal / step);
  });

describe("step of a clock", () => {
  it.each([65_536, 100_000, 1_000_000])("is %d ns where all durations are multiples", (step) => {
    expect(stepOfDurations(durations(step))).toBeCloseTo(step / 1e9, 12);
  });

  it("is not taken for small where the multiples are rounded", () => {
    const step = 99_999.7;
    const rounded = durations(step).map((duration) => Math.round(duration));
    expect(stepOfDurations(rounded)).toBeCloseTo(1e-4, 6);
  });

  it("is no more than 3 µs where durations are of any length", () => {
    expect(stepOfDurations(durations(1))).toBeLessThanOrEqual(3e-6);
  });

  it("is unknown where nothing moved", () => {
    expect(stepOfDurations([0, 0])).toBeUndefined();
    expect(wallStep({ now: () => 5, nextTask: () => Promise.resolve() }, 1000)).toBeUndefined();
  });

  it.each([5e-6, 1e-4, 1e-3, 0.1])("of a wall clock is found to be %d s", (step) => {
    let seconds = 3.33;
    const now = (): number => step * Math.floor((seconds += 3e-7) / step);
    expect(wallStep({ now, nextTask: () => Promise.resolve() })).toBeCloseTo(step, 9);
  });
});
