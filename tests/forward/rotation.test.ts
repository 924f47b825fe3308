import { describe, expect, it } from "vitest";
import type { ForwardModel } from "../../src/domain/forwardModel.ts";
import { rotate, rotationOf } from "./rotation.ts";
import { seeded } from "./randomWeights.ts";
import { smallDense, smallExperts, smallModels, smallPartial, smallWindow } from "./smallModels.ts";

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const next = seeded(1);
const head = (): Float64Array => new Float64Array(32).map(next);

describe("the rotation of a head", () => {
  const { rotaryScaling: _, ...plain } = smallDense;

  it("turns the first pair by a radian a token, and value i with value i + headDim/2", () => {
    const first = new Float64Array(32);
    first[0] = 1;
    const turned = rotate(first, 2, rotationOf(plain, 0));
    expect(turned[0]).toBeCloseTo(Math.cos(2), 12);
    expect(turned[16]).toBeCloseTo(Math.sin(2), 12);
    expect(turned[1]).toBe(0);
  });

  it.each([0, 1, 77, 4096])("leaves the length as it is at position %i", (position) => {
    const x = head();
    const turned = rotate(x, position, rotationOf(smallDense, 0));
    expect(dot(turned, turned)).toBeCloseTo(dot(x, x), 10);
  });

  it.each(smallModels.map((model) => [model.id, model] as const))(
    "of %s makes products depend on the distance of two tokens only",
    (_id, model) => {
      const [query, key] = [head(), head()];
      const rotation = rotationOf(model, 0);
      const product = (at: number): number =>
        dot(rotate(query, at + 5, rotation), rotate(key, at, rotation));
      expect(product(100)).toBeCloseTo(product(0), 9);
      expect(dot(rotate(query, 6, rotation), rotate(key, 0, rotation))).not.toBeCloseTo(
        product(0),
        3,
      );
    },
  );
});

describe("scaling of rotations", () => {
  const llama: ForwardModel = {
    ...smallDense,
    headDim: 128,
    rotaryScaling: {
      kind: "llama3",
      factor: 8,
      lowFrequencyFactor: 1,
      highFrequencyFactor: 4,
      originalContext: 8192,
    },
  };
  const { rotaryScaling: _, ...unscaled } = llama;

  // Pair 28 makes 4.19 turns in 8,192 tokens, pair 29 3.41, pair 35 0.996.
  it.each([
    [0, 1],
    [28, 1],
    [29, 1 / 8 + (7 / 8) * ((3.41086 - 1) / 3)],
    [35, 1 / 8],
    [63, 1 / 8],
  ])("of Llama 3.1 leaves of pair %i the share %f", (pair, share) => {
    const [scaled, whole] = [rotationOf(llama, 0), rotationOf(unscaled, 0)];
    expect(scaled.frequencies[pair]! / whole.frequencies[pair]!).toBeCloseTo(share, 4);
    expect(scaled.magnitude).toBe(1);
  });

  // gpt-oss: the ramp lies between indices 8.093 and 17.398 of 32.
  it.each([
    [0, 1],
    [8, 1],
    [12, 0.5801 + 0.4199 / 32],
    [18, 1 / 32],
    [31, 1 / 32],
  ])("of gpt-oss leaves of pair %i the share %f", (pair, share) => {
    const oss = { ...smallExperts, headDim: 64 };
    const { rotaryScaling: __, ...whole } = oss;
    const scaled = rotationOf(oss, 0);
    expect(scaled.frequencies[pair]! / rotationOf(whole, 0).frequencies[pair]!).toBeCloseTo(
      share,
      3,
    );
    expect(scaled.magnitude).toBeCloseTo(1.3466, 4);
  });

  it("of Phi-4-mini turns the first values of a head only, each pair by its own factor", () => {
    const scaled = rotationOf(smallPartial, 0);
    expect(scaled.frequencies).toHaveLength(12);
    expect(scaled.frequencies[0]).toBe(1);
    expect(scaled.frequencies[2]).toBe(10_000 ** (-4 / 24) / 1.3);
    expect(scaled.magnitude).toBeCloseTo(1.1902, 4); // √(1 + 5 ln 2 / 12 ln 2)
    const x = head();
    const turned = rotate(x, 7, scaled);
    expect([...turned.subarray(24)]).toEqual([...x.subarray(24)]);
    expect(turned[12]).not.toBe(x[12]);
  });

  it("of Gemma slows the layers that see everything, those with a window turn as their base says", () => {
    const [local, global] = [rotationOf(smallWindow, 2), rotationOf(smallWindow, 3)];
    expect(local.frequencies[1]).toBeCloseTo(10_000 ** (-2 / 32), 12);
    expect(global.frequencies[1]).toBeCloseTo(1_000_000 ** (-2 / 32) / 8, 12);
  });
});
