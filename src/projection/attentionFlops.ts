import type { Flops } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";

/** FLOP of one query, all heads of one layer, for one token in the cache: scores and sums. */
export const decodeFlopsPerPair = ({ attention }: ReferenceModel): Flops =>
  attention.kind === "latent"
    ? // On the compressed cache, with the projections absorbed: as few bytes as there can be.
      2 * attention.heads * (attention.latentDim + attention.rotaryDim + attention.latentDim)
    : 4 * attention.heads * attention.headDim;

/** The same in prefill, where keys and values are decompressed once for many queries. */
export const prefillFlopsPerPair = ({ attention }: ReferenceModel): Flops =>
  attention.kind === "latent"
    ? 2 * attention.heads * (attention.keyDim + attention.rotaryDim + attention.valueDim)
    : 4 * attention.heads * attention.headDim;
