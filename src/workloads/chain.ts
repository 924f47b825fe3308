import { headProjection, layerProjections, type Model, type Projection } from "../domain/model.ts";
import { f32Words, type WordFormat } from "../kernels/inputs.ts";

/** One product of a chain, fed by the one before. */
export interface ChainStep {
  readonly projection: Projection;
  /** Tokens that go through it: the head runs for the last one only. */
  readonly tokens: number;
  /** A power of two that keeps activations near 1 through any number of layers. */
  readonly scale: number;
}

export interface ChainPlan {
  readonly model: Model;
  readonly tokens: number;
  readonly steps: readonly ChainStep[];
}

/**
 * Every output is the next input, of which a product takes the columns it needs (the query part of qkv,
 * the up part of gateUp). Weights are random with root mean square r, so that a sum over k products
 * grows by r·√k; the scale takes that back, to the next power of two.
 */
const chainOf = (
  projections: readonly Projection[],
  tokens: number,
  weights: WordFormat,
): readonly ChainStep[] => {
  let magnitude = Math.log2(f32Words.rootMeanSquare);
  return projections.map((projection): ChainStep => {
    const growth = Math.log2(weights.rootMeanSquare) + Math.log2(projection.columns) / 2;
    const exponent = Math.round(magnitude + growth);
    magnitude += growth - exponent;
    return {
      projection,
      tokens: projection.part === "head" ? 1 : tokens,
      scale: 2 ** -exponent,
    };
  });
};

const projectionsOf = (model: Model, layers: number): readonly Projection[] =>
  Array.from({ length: layers }, () => layerProjections(model)).flat();

/** The matrices of `layers` layers, and the head for the last of `tokens` tokens. */
export const planChain = (
  model: Model,
  layers: number,
  tokens: number,
  weights: WordFormat,
): ChainPlan => {
  const projections = [...projectionsOf(model, layers), headProjection(model)];
  return { model, tokens, steps: chainOf(projections, tokens, weights) };
};

/** The matrices of `layers` layers without the head, for the tokens of `tokens` users. */
export const planLayers = (
  model: Model,
  layers: number,
  tokens: number,
  weights: WordFormat,
): ChainPlan => ({
  model,
  tokens,
  steps: chainOf(projectionsOf(model, layers), tokens, weights),
});
