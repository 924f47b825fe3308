import { bytesPerWeight, type DataType } from "./dataType.ts";
import { seenTokens, type ForwardModel } from "./forwardModel.ts";
import { headWeights, layerProjections } from "./model.ts";
import { tensorTypes } from "./tensorTypes.ts";
import type { Bytes } from "./units.ts";

/** Numbers of one layer's weights, by how they are stored. */
interface LayerCounts {
  /** Attention's projections and a dense feed-forward. */
  readonly matrices: number;
  /** Of one expert; 0 in a dense model. */
  readonly expert: number;
  /** Kept in f32: norms, biases met by every token, sinks, router. */
  readonly vectors: number;
  /** Biases of one expert, in f32. */
  readonly expertBiases: number;
  /** Weights of the router, which are among the vectors and multiplied. */
  readonly router: number;
}

const vectorBytes = 4;
const cacheValueBytes = 2;

const countsOf = (model: ForwardModel): LayerCounts => {
  const { hidden, heads, kvHeads, headDim, experts, biases } = model;
  const [qkv = 0, output = 0, gateUp = 0, down = 0] = layerProjections(
    experts ? { ...model, feedForward: experts.feedForward } : model,
  ).map(({ rows, columns }) => rows * columns);
  const norms = (model.outputNorms ? 4 : 2) * hidden + (model.headNorms ? 2 * headDim : 0);
  const qkvBias = biases === "none" ? 0 : (heads + 2 * kvHeads) * headDim;
  const router = experts ? experts.count * hidden : 0;
  const routerBias = experts && biases === "all" ? experts.count : 0;
  return {
    matrices: qkv + output + (experts ? 0 : gateUp + down),
    expert: experts ? gateUp + down : 0,
    vectors:
      norms +
      qkvBias +
      (biases === "all" ? hidden : 0) +
      routerBias +
      (model.sinks ? heads : 0) +
      router,
    expertBiases: experts && biases === "all" ? 2 * experts.feedForward + hidden : 0,
    router,
  };
};

/**
 * Experts of a layer that at least one of `tokens` chooses, where each chooses evenly and on its own:
 * n·(1 - (1 - k/n)^tokens), which is k for one token; 0 in a dense model.
 */
export const expectedExperts = ({ experts }: ForwardModel, tokens: number): number =>
  experts ? experts.count * -Math.expm1(tokens * Math.log1p(-experts.chosen / experts.count)) : 0;

/** Bytes that one token's keys and values take in one layer. */
export const cacheBytesPerLayer = ({ kvHeads, headDim }: ForwardModel): Bytes =>
  2 * kvHeads * headDim * cacheValueBytes;

/** Bytes of the keys and values that a sequence of `context` tokens still needs. */
export const cacheBytes = (model: ForwardModel, context: number, layers = model.layers): Bytes =>
  cacheBytesPerLayer(model) *
  Array.from({ length: layers }, (_, layer) => seenTokens(model, layer, context)).reduce(
    (sum, tokens) => sum + tokens,
    0,
  );

/** What tokens that go through the layers together fetch of the weights, by part. */
export interface WeightBytes {
  readonly matrices: Bytes;
  readonly experts: Bytes;
  readonly head: Bytes;
  /** One row of the embedding for each token. */
  readonly embeddingRows: Bytes;
  /** Norms, biases, sinks and routers. */
  readonly vectors: Bytes;
}

interface Extent {
  /** Tokens that go through the layers together: users in decode, a prompt in prefill. */
  readonly tokens: number;
  /** Experts fetched in a layer, the mean over layers; absent: the expected number. */
  readonly experts?: number;
  readonly layers?: number;
}

export const fetchedWeights = (
  model: ForwardModel,
  dataType: DataType,
  { tokens, experts = expectedExperts(model, tokens), layers = model.layers }: Extent,
): WeightBytes => {
  const types = tensorTypes(model, dataType);
  const counts = countsOf(model);
  return {
    matrices: layers * counts.matrices * bytesPerWeight(types.matrices),
    experts:
      layers *
      experts *
      (counts.expert * bytesPerWeight(types.experts) + counts.expertBiases * vectorBytes),
    head: headWeights(model) * bytesPerWeight(types.head),
    embeddingRows: tokens * model.hidden * bytesPerWeight(types.embedding),
    vectors: (layers * counts.vectors + model.hidden) * vectorBytes,
  };
};

/** All parts together. */
export const sumOfWeights = (bytes: WeightBytes): Bytes =>
  Object.values(bytes).reduce((sum: number, part: number) => sum + part, 0);

/** Bytes of all weights in memory, every expert and the whole embedding among them. */
export const storedWeightBytes = (
  model: ForwardModel,
  dataType: DataType,
  layers = model.layers,
): Bytes => {
  const types = tensorTypes(model, dataType);
  const fetched = fetchedWeights(model, dataType, {
    tokens: 0,
    experts: model.experts?.count ?? 0,
    layers,
  });
  const embedding = model.tied ? 0 : headWeights(model) * bytesPerWeight(types.embedding);
  return sumOfWeights(fetched) + embedding;
};

/** Weights that one token is multiplied with in a layer. */
export const weightsPerToken = (model: ForwardModel): number => {
  const { matrices, expert, router } = countsOf(model);
  return matrices + router + (model.experts?.chosen ?? 0) * expert;
};
