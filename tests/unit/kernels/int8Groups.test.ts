import { expect, it } from "vitest";
import { int8Groups, int8Row } from "../../../src/kernels/int8Groups.ts";

const spread = Float32Array.from({ length: 70 }, (_, i) => Math.sin(3 * i) * 2 ** ((i % 9) - 4));

it("brings each group of 32 to at most 255 values, half a step off at most", () => {
  const quantised = int8Groups(spread);
  for (let first = 0; first < spread.length; first += 32) {
    const group = Array.from(spread.subarray(first, first + 32));
    const largest = Math.max(...group.map(Math.abs));
    const step = 2 ** (Math.floor(Math.log2(largest)) - 6);
    for (const [i, value] of group.entries()) {
      const steps = quantised[first + i]! / step;
      expect(Number.isInteger(steps)).toBe(true);
      expect(Math.abs(steps)).toBeLessThanOrEqual(127);
      // The largest step stands for what lies up to a whole one above it.
      const reach = Math.abs(steps) === 127 ? 1 : 0.5;
      expect(Math.abs(quantised[first + i]! - value)).toBeLessThanOrEqual(reach * step);
    }
  }
});

it("leaves what is exact as it is", () => {
  const row = Float32Array.from({ length: 32 }, (_, i) => (i - 16) / 16);
  expect(int8Groups(row)).toEqual(row);
});

it.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [-0.5, -0],
  [-1.5, -2],
])("rounds %d steps to the even neighbour %d", (steps, expected) => {
  const row = new Float32Array(32);
  row[0] = 1; // steps of 2^-6
  row[1] = steps / 64;
  expect(int8Groups(row)[1]! * 64).toBe(expected);
});

it("keeps zeros", () => {
  expect(int8Groups(new Float32Array(40))).toEqual(new Float32Array(40));
});

it("brings a whole row to int8 by the scale of its largest value", () => {
  const row = Float32Array.of(...Array.from({ length: 64 }, () => 0.25), 12);
  expect(int8Row(row)).toEqual(row); // steps of 2^-3
  expect(int8Row(row.map((value) => value / 4)).slice(0, 2)).toEqual(
    Float32Array.of(0.0625, 0.0625),
  );
  const faint = Float32Array.of(0.05, 12);
  expect(int8Row(faint)).toEqual(Float32Array.of(0, 12));
  const beside = Float32Array.from({ length: 33 }, (_, i) => (i < 32 ? 0.05 : 12));
  expect(int8Groups(beside)[0]).toBeCloseTo(0.05, 3);
});
