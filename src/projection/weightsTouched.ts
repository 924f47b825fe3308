import type { Bytes } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { bytesPerStored, type WeightStorage } from "./storedType.ts";

/** The routed part of a mixture of experts. */
export interface RoutedWeights {
  readonly layers: number;
  readonly weightsPerExpert: number;
  readonly expertsPerLayer: number;
  readonly expertsPerToken: number;
}

/** Undefined for a dense model. Shared experts are met by every token and are not routed. */
export const routedWeights = ({
  experts,
  layers,
  weights,
}: ReferenceModel): RoutedWeights | undefined =>
  experts && {
    layers: layers - experts.denseLayers,
    weightsPerExpert:
      (weights.feedForwardPerLayer - weights.feedForwardPerLayerActive) /
      (experts.count - experts.perToken),
    expertsPerLayer: experts.count,
    expertsPerToken: experts.perToken,
  };

/**
 * Experts of a layer that at least one of `tokens` chooses, where each chooses evenly and on its
 * own: n·(1 - (1 - k/n)^tokens), which is k for one token.
 */
export const expectedDistinctExperts = (
  { expertsPerLayer: n, expertsPerToken: k }: RoutedWeights,
  tokens: number,
): number => n * -Math.expm1(tokens * Math.log1p(-k / n));

/** Weights of the experts that one token meets, all layers together; 0 for a dense model. */
export const routedPerToken = (model: ReferenceModel): number => {
  const routed = routedWeights(model);
  return routed ? routed.layers * routed.expertsPerToken * routed.weightsPerExpert : 0;
};

/** Weights that a step fetches from memory, term by term. */
export interface WeightsTouched {
  /** Fetched whatever the tokens are: attention, dense and shared feed-forward, head. */
  readonly always: number;
  /** Undefined for a dense model. */
  readonly routed?: RoutedWeights & { readonly distinctExperts: number };
  /** One row of the embedding for each token. */
  readonly embeddingRows: number;
  readonly bytes: Bytes;
}

/** What `tokens` that go through the layers together fetch, each weight once. */
export const weightsTouched = (
  model: ReferenceModel,
  storage: WeightStorage,
  tokens: number,
): WeightsTouched => {
  const routed = routedWeights(model);
  const always = model.weights.readPerToken - routedPerToken(model);
  const embeddingRows = tokens * model.hidden;
  const matrices = (always + embeddingRows) * bytesPerStored(storage.matrices);
  if (!routed) return { always, embeddingRows, bytes: matrices };
  const distinctExperts = expectedDistinctExperts(routed, tokens);
  const experts = routed.layers * distinctExperts * routed.weightsPerExpert;
  return {
    always,
    routed: { ...routed, distinctExperts },
    embeddingRows,
    bytes: matrices + experts * bytesPerStored(storage.experts),
  };
};

/** Bytes that the whole model takes in memory. */
export const storedBytes = (model: ReferenceModel, storage: WeightStorage): Bytes => {
  const routed = routedWeights(model);
  const inExperts = routed ? routed.layers * routed.expertsPerLayer * routed.weightsPerExpert : 0;
  return (
    (model.weights.total - inExperts) * bytesPerStored(storage.matrices) +
    inExperts * bytesPerStored(storage.experts)
  );
};
