import { describe, expect, it } from "vitest";
import { f16Words, f32Words, hash, regenerate } from "../../../src/kernels/inputs.ts";
import { dot, relativeError } from "../../../src/kernels/reference.ts";
import { sumTolerance } from "../../../src/kernels/tolerance.ts";

const floats = (format: typeof f32Words, seed: number, count: number): Float32Array => {
  const words = new Uint32Array(Math.ceil(count / format.valuesPerWord));
  const values = new Float32Array(words.length * format.valuesPerWord);
  regenerate(format.pattern, hash(seed), 0, words);
  format.decode(words, values);
  return values.subarray(0, count);
};

describe("the reference", () => {
  it("sums products and their magnitudes, times the scale", () => {
    const weights = new Float32Array([1, -2, 3, 99]);
    const input = new Float32Array([7, 0.5, 0.25, 2, 99]);
    expect(dot(weights, input, 3, 2, 1)).toEqual({ value: 12, magnitude: 14 });
  });

  it("takes an error against the sum of magnitudes", () => {
    expect(relativeError(1.5, { value: 1, magnitude: 10 })).toBe(0.05);
  });

  it.each([Number.NaN, Infinity, -Infinity])("has no error of %d", (actual) => {
    expect(relativeError(actual, { value: 1, magnitude: 1 })).toBeUndefined();
  });

  it("takes zero for right and anything else for wrong where all products are zero", () => {
    expect(relativeError(0, { value: 0, magnitude: 0 })).toBe(0);
    expect(relativeError(-0, { value: 0, magnitude: 0 })).toBe(0);
    expect(relativeError(1e-30, { value: 0, magnitude: 0 })).toBe(1);
  });
});

describe("the tolerance of a sum", () => {
  const sizes = [1, 3, 64, 1000, 4096, 14_336];

  it.each(sizes)("of %i products lets every order of f32 additions pass", (k) => {
    for (let trial = 0; trial < 20; trial++) {
      const weights = floats(f16Words, trial, k);
      const input = floats(f32Words, trial + 1000, k);
      const expected = dot(weights, input, k, 1);
      let inTurn = 0;
      const lanes = new Float32Array(32);
      for (let i = 0; i < k; i++) {
        const product = Math.fround(weights[i]! * input[i]!);
        inTurn = Math.fround(inTurn + product);
        lanes[i % 32] = lanes[i % 32]! + product;
      }
      const inLanes = lanes.reduce((sum, lane) => Math.fround(sum + lane), 0);
      for (const actual of [inTurn, inLanes]) {
        expect(relativeError(actual, expected)).toBeLessThanOrEqual(sumTolerance(k));
      }
    }
  });

  it.each(sizes)("of %i products does not let a missing one pass", (k) => {
    const weights = floats(f16Words, 1, k);
    const input = floats(f32Words, 2, k);
    const expected = dot(weights, input, k, 1);
    const missing = weights[k >> 1]! * input[k >> 1]!;
    expect(relativeError(expected.value - missing, expected)).toBeGreaterThan(sumTolerance(k));
  });

  /** To the 11 bits that an f16 has. */
  const inHalf = (value: number): number => {
    const step = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
    return value === 0 ? 0 : Math.round(value / step) * step;
  };

  it.each(sizes)("of %i products does not let a sum in half precision pass", (k) => {
    const weights = floats(f16Words, 1, k);
    const input = floats(f32Words, 2, k);
    const expected = dot(weights, input, k, 1);
    let sum = 0;
    for (let i = 0; i < k; i++) sum = inHalf(sum + weights[i]! * input[i]!);
    expect(relativeError(sum, expected)).toBeGreaterThan(sumTolerance(k));
  });
});
