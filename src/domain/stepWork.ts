import type { DataType } from "./dataType.ts";
import { seenTokens, type ForwardModel } from "./forwardModel.ts";
import { headWeights } from "./model.ts";
import {
  cacheBytes,
  cacheBytesPerLayer,
  fetchedWeights,
  sumOfWeights,
  weightsPerToken,
} from "./modelBytes.ts";
import type { Flops } from "./units.ts";
import type { Work } from "./work.ts";

/** FLOP of one query and one key it sees, all heads: the product and the value's share. */
const flopsPerPair = ({ heads, headDim }: ForwardModel): Flops => 4 * heads * headDim;

export interface DecodeStepProblem {
  readonly batch: number;
  /** Tokens of each user that the newest one sees, itself among them. */
  readonly contextTokens: number;
  /** Experts fetched in a layer, the mean over layers; absent: the expected number. */
  readonly experts?: number;
  readonly layers?: number;
}

/**
 * One token for each of `batch` users: weights with scales once, the keys and values that each user's
 * layers see, those written, and one row of the embedding each.
 */
export const decodeStepWork = (
  model: ForwardModel,
  dataType: DataType,
  { batch, contextTokens, layers = model.layers, experts }: DecodeStepProblem,
): Work => {
  const weights = fetchedWeights(model, dataType, {
    tokens: batch,
    layers,
    ...(experts !== undefined && { experts }),
  });
  const read = cacheBytes(model, contextTokens, layers);
  const written = layers * cacheBytesPerLayer(model);
  const pairs = read / cacheBytesPerLayer(model);
  return {
    bytes: sumOfWeights(weights) + batch * (read + written),
    flops:
      batch *
      (2 * (layers * weightsPerToken(model) + headWeights(model)) + pairs * flopsPerPair(model)),
  };
};

/** Pairs of a query and a token it sees among `tokens`, the last `seen` at most: never the full square. */
const causalPairs = (tokens: number, seen: number): number => {
  const rising = Math.min(tokens, seen);
  return (rising * (rising + 1)) / 2 + (tokens - rising) * seen;
};

export interface PrefillStepProblem {
  readonly promptTokens: number;
  /** Experts fetched in a layer, the mean over layers; absent: the expected number. */
  readonly experts?: number;
  readonly layers?: number;
}

/**
 * A prompt through every layer: weights once, one row of the embedding for each token, keys and values
 * written; the head for its last token only.
 */
export const prefillStepWork = (
  model: ForwardModel,
  dataType: DataType,
  { promptTokens, layers = model.layers, experts }: PrefillStepProblem,
): Work => {
  const weights = fetchedWeights(model, dataType, {
    tokens: promptTokens,
    layers,
    ...(experts !== undefined && { experts }),
  });
  const pairs = Array.from({ length: layers }, (_, layer) =>
    causalPairs(promptTokens, seenTokens(model, layer, promptTokens)),
  ).reduce((sum, layer) => sum + layer, 0);
  return {
    bytes: sumOfWeights(weights) + promptTokens * layers * cacheBytesPerLayer(model),
    flops:
      2 * promptTokens * layers * weightsPerToken(model) +
      2 * headWeights(model) +
      pairs * flopsPerPair(model),
  };
};
