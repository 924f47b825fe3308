import type { ForwardModel } from "../../src/domain/forwardModel.ts";
import { attend, project, type LayerCache } from "./attention.ts";
import { feedForward } from "./feedForward.ts";
import { roundToF16 } from "./float16.ts";
import { checkWeights, type ForwardWeights, type LayerWeights } from "./forwardWeights.ts";
import { add, multiply, rootMeanSquareNorm } from "./linear.ts";
import { rotationOf } from "./rotation.ts";

export type Observed =
  | "embedding"
  | "query"
  | "key"
  | "value"
  | "attention"
  | "afterAttention"
  | "feedForward"
  | "afterFeedForward"
  | "finalNorm";

export interface ForwardOptions {
  /** Keys and values are rounded when they are written, as a cache of this type would. */
  readonly cache?: "f16";
  /** Experts of this token and layer in the place of the router's choice; undefined: that. */
  readonly routing?: (
    layer: number,
    position: number,
    logits: Float64Array,
  ) => readonly number[] | undefined;
  /** Told of values on the way: keys and queries rotated, `layer` -1 outside of the layers. */
  readonly observe?: (
    name: Observed,
    layer: number,
    position: number,
    values: Float64Array,
  ) => void;
}

export interface ForwardPass {
  /** All these tokens through one layer after the other; logits behind the last of them. */
  readonly feed: (tokens: readonly number[]) => Float64Array;
  /** Tokens whose keys and values are kept. */
  readonly contextTokens: () => number;
}

/** A model's forward pass in float64, that of one sequence; what was fed before stays in its cache. */
export const startForwardPass = (
  model: ForwardModel,
  weights: ForwardWeights,
  options: ForwardOptions = {},
): ForwardPass => {
  checkWeights(model, weights);
  const { hidden, vocabulary, normEpsilon } = model;
  const { observe = () => {} } = options;
  const caches = weights.layers.map((): LayerCache => ({ keys: [], values: [] }));
  const rotations = weights.layers.map((_, layer) => rotationOf(model, layer));
  const stored = (values: Float64Array): Float64Array =>
    options.cache === "f16" ? values.map(roundToF16) : values;
  const normedIf = (norm: LayerWeights["attentionOutputNorm"], x: Float64Array): Float64Array =>
    norm ? rootMeanSquareNorm(x, norm, normEpsilon) : x;

  const embed = (token: number): Float64Array =>
    Float64Array.from(
      weights.embedding.subarray(token * hidden, (token + 1) * hidden),
      (value) => value * model.embeddingScale,
    );

  const throughAttention = (
    index: number,
    layer: LayerWeights,
    inputs: readonly Float64Array[],
    from: number,
  ): readonly Float64Array[] => {
    const cache = caches[index]!;
    const queries = inputs.map((input, token) => {
      const x = rootMeanSquareNorm(input, layer.attentionNorm, normEpsilon);
      const { query, key, value } = project(model, layer, x, from + token, rotations[index]!);
      cache.keys.push(stored(key));
      cache.values.push(stored(value));
      observe("query", index, from + token, query);
      observe("key", index, from + token, cache.keys.at(-1)!);
      observe("value", index, from + token, cache.values.at(-1)!);
      return query;
    });
    const output = {
      values: layer.attentionOutput,
      rows: hidden,
      columns: model.heads * model.headDim,
    };
    return inputs.map((input, token) => {
      const gathered = attend(model, index, layer, queries[token]!, cache, from + token);
      observe("attention", index, from + token, gathered);
      const given = multiply(output, gathered, layer.attentionOutputBias);
      return add(input, normedIf(layer.attentionOutputNorm, given));
    });
  };

  const throughLayer = (
    index: number,
    layer: LayerWeights,
    inputs: readonly Float64Array[],
    from: number,
  ): readonly Float64Array[] =>
    throughAttention(index, layer, inputs, from).map((input, token) => {
      const position = from + token;
      observe("afterAttention", index, position, input);
      const x = rootMeanSquareNorm(input, layer.feedForwardNorm, normEpsilon);
      const given = feedForward(model, layer, x, (logits) =>
        options.routing?.(index, position, logits),
      );
      observe("feedForward", index, position, given);
      const output = add(input, normedIf(layer.feedForwardOutputNorm, given));
      observe("afterFeedForward", index, position, output);
      return output;
    });

  const contextTokens = (): number => caches[0]!.keys.length;

  const feed = (tokens: readonly number[]): Float64Array => {
    const from = contextTokens();
    let values: readonly Float64Array[] = tokens.map(embed);
    for (const [token, embedded] of values.entries()) {
      observe("embedding", -1, from + token, embedded);
    }
    for (const [index, layer] of weights.layers.entries()) {
      values = throughLayer(index, layer, values, from);
    }
    const last = rootMeanSquareNorm(values.at(-1)!, weights.finalNorm, normEpsilon);
    observe("finalNorm", -1, contextTokens() - 1, last);
    const head = weights.head ?? weights.embedding;
    return multiply({ values: head, rows: vocabulary, columns: hidden }, last);
  };

  return { feed, contextTokens };
};
