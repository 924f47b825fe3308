import type { Origin, ReferenceRow } from "./referenceRow.ts";
import type { ReferenceModel } from "./referenceModel.ts";

/** One row for each model. */
export const modelRows = (
  models: readonly ReferenceModel[],
  origin: Origin,
): readonly ReferenceRow[] =>
  models.map(({ attention, experts, window, weights, ...model }) => ({
    id: model.id,
    name: model.name,
    layers: model.layers,
    hidden: model.hidden,
    attention: attention.kind,
    heads: attention.heads,
    kvHeads: attention.kind === "grouped" ? attention.kvHeads : undefined,
    headDim: attention.kind === "grouped" ? attention.headDim : undefined,
    latentDim: attention.kind === "latent" ? attention.latentDim : undefined,
    windowTokens: window?.tokens,
    globalLayers: window?.globalLayers,
    experts: experts?.count,
    expertsPerToken: experts?.perToken,
    sharedExperts: experts?.shared,
    vocabulary: model.vocabulary,
    longestContextTokens: model.longestContextTokens,
    weights: weights.total,
    weightsReadPerToken: weights.readPerToken,
    publishedFormat: model.publishedFormat,
    ...origin(model.source),
    note: model.note,
  }));
