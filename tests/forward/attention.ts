import type { ForwardModel } from "../../src/domain/forwardModel.ts";
import type { LayerWeights } from "./forwardWeights.ts";
import { multiply, rootMeanSquareNorm, softmax } from "./linear.ts";
import { isLocal, rotate, type Rotation } from "./rotation.ts";

/** Keys, rotated, and values of one layer: an entry for each token, KV heads side by side. */
export interface LayerCache {
  readonly keys: Float64Array[];
  readonly values: Float64Array[];
}

interface Projected {
  readonly query: Float64Array;
  readonly key: Float64Array;
  readonly value: Float64Array;
}

/** Each head of `values` by itself: normed where there are weights, then rotated to its place. */
const placedHeads = (
  { headDim, normEpsilon }: ForwardModel,
  values: Float64Array,
  norm: LayerWeights["queryNorm"],
  position: number,
  rotation: Rotation,
): Float64Array => {
  const placed = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += headDim) {
    const head = norm
      ? rootMeanSquareNorm(values, norm, normEpsilon, from)
      : values.subarray(from, from + headDim);
    placed.set(rotate(head, position, rotation), from);
  }
  return placed;
};

/** Query, key and value of one token, its input normed already. */
export const project = (
  model: ForwardModel,
  layer: LayerWeights,
  x: Float64Array,
  position: number,
  rotation: Rotation,
): Projected => {
  const { heads, kvHeads, headDim, hidden } = model;
  const rows = (heads + 2 * kvHeads) * headDim;
  const joined = multiply({ values: layer.qkv, rows, columns: hidden }, x, layer.qkvBias);
  const query = joined.subarray(0, heads * headDim);
  const key = joined.subarray(heads * headDim, (heads + kvHeads) * headDim);
  const value = joined.slice((heads + kvHeads) * headDim);
  return {
    query: placedHeads(model, query, layer.queryNorm, position, rotation),
    key: placedHeads(model, key, layer.keyNorm, position, rotation),
    value,
  };
};

const dot = (a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += a[aFrom + i]! * b[bFrom + i]!;
  return sum;
};

/** What the token at `position` gathers: the values of those it sees, each head by its own shares. */
export const attend = (
  model: ForwardModel,
  layerIndex: number,
  layer: LayerWeights,
  query: Float64Array,
  cache: LayerCache,
  position: number,
): Float64Array => {
  const { heads, kvHeads, headDim, attentionScale, window } = model;
  const seen = window && isLocal(model, layerIndex) ? window.tokens : Infinity;
  const first = Math.max(0, position + 1 - seen);
  const gathered = new Float64Array(heads * headDim);
  for (let head = 0; head < heads; head += 1) {
    const shared = Math.floor(head / (heads / kvHeads)) * headDim;
    const scores = new Float64Array(position + 1 - first).map(
      (_, i) =>
        attentionScale * dot(query, head * headDim, cache.keys[first + i]!, shared, headDim),
    );
    const shares = softmax(scores, layer.sinks?.[head]);
    for (const [i, share] of shares.entries()) {
      const values = cache.values[first + i]!;
      for (let d = 0; d < headDim; d += 1)
        gathered[head * headDim + d]! += share * values[shared + d]!;
    }
  }
  return gathered;
};
