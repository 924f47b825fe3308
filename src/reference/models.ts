import type { ForwardModel } from "../domain/forwardModel.ts";
import type { Model } from "../domain/model.ts";
import { denseModels } from "./data/denseModels.ts";
import { furtherModels } from "./data/furtherModels.ts";

/** Small enough for a processor's software adapter; stands for no published model. */
export const tiny: Model = {
  id: "tiny",
  name: "Tiny",
  hidden: 512,
  layers: 2,
  heads: 8,
  kvHeads: 2,
  headDim: 64,
  feedForward: 1536,
  vocabulary: 1024,
  tied: true,
};

/** Every model whose matrices alone can be measured, the one with the fewest weights first. */
export const models: readonly Model[] = [tiny, ...denseModels];

const byId = new Map(models.map((model) => [model.id, model]));

/** The model of this id; undefined where the list has none. */
export const modelById = (id: string): Model | undefined => byId.get(id);

/** Every model that a run can be asked for: those with experts or windows are measured as whole steps only. */
export const namedModels: readonly (Model & Pick<ForwardModel, "window" | "experts">)[] = [
  ...models,
  ...furtherModels,
];
