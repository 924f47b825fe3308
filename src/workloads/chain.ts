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
 * The matrices of `layers` layers, and the head as a chain over `tokens` tokens: every
 * output is the next input, of which a product takes the columns it needs (the query part of qkv, the
 * up part of gateUp). Weights are random with root mean square r, so that a sum over k products grows
 * by r·√k; the scale takes that back, to the next power of two.
 */
export const planChain = (
  model: Model,
  layers: number,
  tokens: number,
  weights: WordFormat,
): ChainPlan => {
  const projections = Array.from({ length: layers }, () => layerProjections(model)).flat();
  let magnitude = Math.log2(f32Words.rootMeanSquare);
  const steps = [...projections, headProjection(model)].map((projection): ChainStep => {
    const growth = Math.log2(weights.rootMeanSquare) + Math.log2(projection.columns) / 2;
    const exponent = Math.round(magnitude + growth);
    magnitude += growth - exponent;
    return {
      projection,
      tokens: projection.part === "head" ? 1 : tokens,
      scale: 2 ** -exponent,
    };
  });
  return { model, tokens, steps };
};
