import type { ForwardModel } from "../domain/forwardModel.ts";
import { forwardConstants, forwardModelOf, tinyConstants } from "./data/forwardConstants.ts";
import { namedModels, tiny } from "./models.ts";

const sizes = new Map(namedModels.map((model) => [model.id, model]));

/** Every model of which whole steps can be measured: `tiny`, then the one with the fewest weights first. */
export const forwardModels: readonly ForwardModel[] = [
  forwardModelOf(tiny, tinyConstants),
  ...forwardConstants.flatMap(({ id, family }): readonly ForwardModel[] => {
    const model = sizes.get(id);
    return model ? [forwardModelOf(model, family)] : [];
  }),
];

const byId = new Map(forwardModels.map((model) => [model.id, model]));

/** The model of this id as its forward pass runs; undefined where that is not known. */
export const forwardModelById = (id: string): ForwardModel | undefined => byId.get(id);
