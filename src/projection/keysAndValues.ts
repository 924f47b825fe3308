import type { ReferenceModel } from "../reference/referenceModel.ts";

/** Values that one token leaves in the cache of one layer. */
export const cacheValuesPerLayer = ({ attention }: ReferenceModel): number =>
  attention.kind === "latent"
    ? attention.latentDim + attention.rotaryDim
    : 2 * attention.kvHeads * attention.headDim;

/** Layers by how far they see. */
const layersOf = ({
  layers,
  window,
}: ReferenceModel): { readonly global: number; readonly local: number } =>
  window
    ? { global: window.globalLayers, local: layers - window.globalLayers }
    : { global: layers, local: 0 };

/** Tokens that a query meets, summed over the layers; a sliding window ends each local sum. */
export const tokensSeen = (model: ReferenceModel, contextTokens: number): number => {
  const { global, local } = layersOf(model);
  return (
    global * contextTokens + local * Math.min(contextTokens, model.window?.tokens ?? contextTokens)
  );
};

/** Values that a sequence of `contextTokens` holds in the cache of all layers. */
export const cacheValues = (model: ReferenceModel, contextTokens: number): number =>
  cacheValuesPerLayer(model) * tokensSeen(model, contextTokens);

/** Of one token that is written. */
export const cacheValuesWritten = (model: ReferenceModel): number =>
  cacheValuesPerLayer(model) * model.layers;

const triangle = (tokens: number): number => (tokens * (tokens + 1)) / 2;

/** Pairs of a query and a token it sees where each of `tokens` sees those before it and itself. */
const pairsWithin = (tokens: number, window = tokens): number =>
  tokens <= window ? triangle(tokens) : triangle(window) + (tokens - window) * window;

/** Pairs over all layers that `tokens` new ones after `cachedTokens` old ones attend to. */
export const promptPairs = (model: ReferenceModel, tokens: number, cachedTokens = 0): number => {
  const { global, local } = layersOf(model);
  const pairs = (window?: number): number =>
    pairsWithin(cachedTokens + tokens, window) - pairsWithin(cachedTokens, window);
  return global * pairs() + (local === 0 ? 0 : local * pairs(model.window?.tokens));
};
