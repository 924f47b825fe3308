import { describe, expect, it } from "vitest";
import { attend } from "./attention.ts";
import { activate, feedForward } from "./feedForward.ts";
import { roundToF16 } from "./float16.ts";
import type { LayerWeights } from "./forwardWeights.ts";
import { multiply, rootMeanSquareNorm, softmax } from "./linear.ts";
import { smallDense } from "./smallModels.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const layerOf = (some: Partial<LayerWeights>): LayerWeights => ({
  attentionNorm: of(),
  qkv: of(),
  attentionOutput: of(),
  feedForwardNorm: of(),
  gateUp: of(),
  down: of(),
  ...some,
});

describe("parts of the forward pass", () => {
  it("multiplies each row with the input and adds its bias", () => {
    const matrix = { values: of(9, 1, 2, 3, 4), rows: 2, columns: 2, offset: 1 };
    expect(multiply(matrix, of(5, 6), of(0, 0.5, 0.25), 1)).toEqual(of(17.5, 39.25));
  });

  it("norms by the root of the mean square", () => {
    const normed = rootMeanSquareNorm(of(3, 4), of(1, 2), 0);
    expect(normed[0]).toBeCloseTo(3 / Math.sqrt(12.5), 12);
    expect(normed[1]).toBeCloseTo(8 / Math.sqrt(12.5), 12);
    expect(rootMeanSquareNorm(of(3, 4), of(1, 1), 3.5)[0]).toBeCloseTo(0.75, 12);
  });

  it("gives a sink its share of softmax", () => {
    expect(softmax(of(Math.log(3), 0))[0]).toBeCloseTo(3 / 4, 12);
    expect(softmax(of(Math.log(3), 0), Math.log(4))[0]).toBeCloseTo(3 / 8, 12);
    expect(softmax(of(1000, 999))[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  });

  it.each([
    ["silu", 1, 2, 1.4621171573],
    ["silu", -2, 1, -0.238405844],
    ["gelu", 1, 2, 1.6823839812],
    ["gelu", -1, 1, -0.1588080094],
    ["clampedSilu", 1, 1, 1.6915915319],
    ["clampedSilu", 9, -9, -41.9997188],
    ["clampedSilu", -9, 9, -1.6e-5],
  ] as const)("activates by %s: gate %f, up %f", (kind, gate, up, value) => {
    expect(activate(kind, gate, up)).toBeCloseTo(value, 6);
  });

  it.each([
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [-0.1, -0.0999755859375],
    [65519, 65504],
    [65520, Infinity],
    [3 * 2 ** -25, 2 ** -23],
    [2 ** -25, 0],
  ])("rounds %f to f16 as %f", (value, rounded) => {
    expect(roundToF16(value)).toBe(rounded);
  });
});

describe("attention", () => {
  const model = { ...smallDense, heads: 2, kvHeads: 1, headDim: 2, attentionScale: 0.5 };
  const cache = { keys: [of(1, 0), of(0, 1)], values: [of(10, 20), of(30, 40)] };
  const query = of(2 * Math.log(3), 0, 0, 0);
  const at = (
    layer: Partial<LayerWeights>,
    windowTokens?: number,
    position = 1,
  ): readonly number[] => [
    ...attend(
      windowTokens ? { ...model, window: { tokens: windowTokens, period: 2 } } : model,
      0,
      layerOf(layer),
      query,
      cache,
      position,
    ),
  ];
  const close = (values: readonly number[]): readonly unknown[] =>
    values.map((value) => expect.closeTo(value, 10));

  it("mixes the values by each head's own shares", () => {
    expect(at({})).toEqual(close([15, 25, 20, 30])); // shares 3:1, and 1:1
  });

  it("never sees what comes later", () => {
    expect(at({}, undefined, 0)).toEqual(close([10, 20, 10, 20]));
  });

  it("takes each head's sink into its shares", () => {
    const sinks = of(Math.log(4), Math.log(2));
    expect(at({ sinks })).toEqual(close([60 / 8, 100 / 8, 10, 15]));
  });

  it("sees only itself through a window of one token, and all through a window of two", () => {
    expect(at({}, 1)).toEqual(close([30, 40, 30, 40]));
    expect(at({}, 2)).toEqual(at({}));
  });
});

describe("a mixture of experts", () => {
  const model = {
    ...smallDense,
    hidden: 1,
    experts: { count: 3, chosen: 2, feedForward: 1 },
    activation: "silu" as const,
  };
  // Expert e gives (e + 1)·silu(x)·x.
  const layer = layerOf({
    router: of(0, Math.log(3), Math.log(2)),
    gateUp: of(1, 1, 1, 1, 1, 1),
    down: of(1, 2, 3),
  });
  const silu = 1 / (1 + Math.exp(-1));

  it("shares by softmax over those chosen alone", () => {
    const [value] = feedForward(model, layer, of(1), () => undefined);
    expect(value).toBeCloseTo(silu * (2 * (3 / 5) + 3 * (2 / 5)), 12);
  });

  it("goes to other experts where it is told to", () => {
    const [value] = feedForward(model, layer, of(1), () => [0, 2]);
    expect(value).toBeCloseTo(silu * (1 / 3 + 3 * (2 / 3)), 12);
  });

  it("lets biases choose", () => {
    const biased = { ...layer, routerBias: of(5, 0, 0), downBias: of(100, 0, 0) };
    const [value] = feedForward(model, biased, of(1), () => undefined);
    const share = Math.exp(5) / (Math.exp(5) + 3);
    expect(value).toBeCloseTo(share * (silu + 100) + (1 - share) * 2 * silu, 10);
  });
});
