import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ForwardModel } from "../../src/domain/forwardModel.ts";
import { startForwardPass } from "./forwardPass.ts";
import type { ForwardWeights } from "./forwardWeights.ts";
import { randomWeights, seeded } from "./randomWeights.ts";
import { smallDense, smallExperts, smallModels, smallWindow } from "./smallModels.ts";

/** Of the same parts, so narrow that a token takes a millisecond. */
const narrow = (model: ForwardModel): ForwardModel => ({
  ...model,
  hidden: 64,
  feedForward: 96,
  vocabulary: 64,
  ...(model.experts && { experts: { ...model.experts, feedForward: 48 } }),
});

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const next = seeded(7);
const prompt = Array.from({ length: 12 }, () => Math.floor((next() + 1) * 32));

const difference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe("the forward pass of a model of two values", () => {
  const { rotaryScaling: _, ...plain } = smallDense;
  const model: ForwardModel = {
    ...plain,
    hidden: 2,
    layers: 1,
    heads: 1,
    kvHeads: 1,
    headDim: 2,
    feedForward: 1,
    vocabulary: 3,
    tied: false,
    normEpsilon: 0,
    attentionScale: 1,
  };
  const weights: ForwardWeights = {
    embedding: of(3, 4, -4, 3, 0, 1),
    finalNorm: of(1, 1),
    head: of(1, 0, 0, 1, 1, 1),
    layers: [
      {
        attentionNorm: of(1, 1),
        qkv: of(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1), // no query, no key: equal shares
        attentionOutput: of(2, 0, 0, 2),
        feedForwardNorm: of(1, 1),
        gateUp: of(0, 0, 5, 5), // a gate of 0 lets nothing through
        down: of(1, 1),
      },
    ],
  };

  it("gives the logits worked by hand", () => {
    // (3, 4) + 2·(3, 4)/√12.5 points as (3, 4) does, and is normed again.
    const logits = startForwardPass(model, weights).feed([0]);
    const [x, y] = [3 / Math.sqrt(12.5), 4 / Math.sqrt(12.5)];
    expect([...logits]).toEqual([x, y, x + y].map((value) => expect.closeTo(value, 12)));
  });

  it("lets a second token see the first", () => {
    // (-4, 3) + (3, 4)/√12.5 + (-4, 3)/√12.5 = (-4 - 1/√12.5, 3 + 7/√12.5)
    const logits = startForwardPass(model, weights).feed([0, 1]);
    const [x, y] = [-4 - 1 / Math.sqrt(12.5), 3 + 7 / Math.sqrt(12.5)];
    const size = Math.sqrt((x * x + y * y) / 2);
    expect([...logits]).toEqual(
      [x / size, y / size, (x + y) / size].map((value) => expect.closeTo(value, 12)),
    );
  });

  it.each([
    ["lacks a tensor", { ...weights, head: undefined }, "head: missing"],
    ["has one of another size", { ...weights, finalNorm: of(1) }, "finalNorm: 1 values instead"],
    [
      "has one too many",
      { ...weights, layers: [{ ...weights.layers[0]!, sinks: of(0) }] },
      "layers[0].sinks: this model has none",
    ],
  ])("refuses weights where it %s", (_what, broken, message) => {
    expect(() => startForwardPass(model, broken as ForwardWeights)).toThrow(message);
  });
});

describe.each(smallModels.map((model) => [model.id, model] as const))("%s", (_id, whole) => {
  const model = narrow(whole);
  const weights = randomWeights(model, 3);

  it("gives the same logits for a prompt at once and token by token", () => {
    const atOnce = startForwardPass(model, weights).feed(prompt);
    const stepwise = startForwardPass(model, weights);
    const steps = prompt.map((token) => stepwise.feed([token]));
    expect(difference(steps.at(-1)!, atOnce)).toBeLessThan(1e-11);
    expect(difference(steps.at(-2)!, atOnce)).toBeGreaterThan(1e-3);
    expect(stepwise.contextTokens()).toBe(prompt.length);
  });

  it("rounds the cache to f16 within a thousandth of the largest logit", () => {
    const [exact, rounded] = [{}, { cache: "f16" as const }].map((options) =>
      startForwardPass(model, weights, options).feed(prompt),
    );
    const largest = exact!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const off = difference(exact!, rounded!) / largest;
    expect(off).toBeGreaterThan(0);
    expect(off).toBeLessThan(2e-3);
  });
});

describe("a window", () => {
  const model = narrow(smallWindow);
  const weights = randomWeights(model, 3);
  const logits = (tokens: number, count: number): Float64Array => {
    const window = { ...model.window!, tokens };
    return startForwardPass({ ...model, window }, weights).feed(prompt.slice(0, count));
  };

  it("changes nothing where the context is no longer than it", () => {
    expect(difference(logits(8, 8), logits(100, 8))).toBe(0);
  });

  it("hides what is further back", () => {
    expect(difference(logits(8, 9), logits(100, 9))).toBeGreaterThan(1e-4);
  });
});

describe("experts", () => {
  it("are told for each layer and token, and can be chosen from outside", () => {
    const model = narrow(smallExperts);
    const weights = randomWeights(model, 3);
    const seen: string[] = [];
    const own = startForwardPass(model, weights).feed([1, 2]);
    const told = startForwardPass(model, weights, {
      routing: (layer, position, logits) => {
        seen.push(`${layer}:${position}`);
        const order = [...logits.keys()].toSorted((a, b) => logits[b]! - logits[a]!);
        return order.slice(0, 2);
      },
    }).feed([1, 2]);
    const others = startForwardPass(model, weights, { routing: () => [0, 1] }).feed([1, 2]);
    expect(seen).toEqual(["0:0", "0:1", "1:0", "1:1", "2:0", "2:1", "3:0", "3:1"]);
    expect(difference(own, told)).toBe(0);
    expect(difference(own, others)).toBeGreaterThan(1e-3);
  });
});

it("shares no code with what it is held against", () => {
  const here = new URL(".", import.meta.url);
  const imports = readdirSync(here).flatMap((file) =>
    [...readFileSync(new URL(file, here), "utf8").matchAll(/^import (.*?)"(.*?)"/gms)].map(
      ([, what = "", from = ""]) => ({ file, what, from }),
    ),
  );
  const ofSource = imports.filter(({ from }) => from.includes("/src/"));
  expect(ofSource.length).toBeGreaterThan(0);
  expect(ofSource.filter(({ what }) => !what.startsWith("type "))).toEqual([]);
});
