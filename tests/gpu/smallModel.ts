import type { Model } from "../../src/domain/model.ts";

/** Smaller than any that is measured, of the same parts. */
export const smallModel: Model = {
  id: "small",
  name: "Small",
  hidden: 96,
  layers: 12,
  heads: 3,
  kvHeads: 1,
  headDim: 32,
  feedForward: 160,
  vocabulary: 64,
  tied: true,
};
