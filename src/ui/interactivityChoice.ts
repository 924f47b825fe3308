import type { ReferenceModel } from "../reference/referenceModel.ts";
import { contextChoices, weightChoices, type InteractivityChoice } from "./interactivityScene.ts";

/** Two racks of one maker, a chip of another, and one that others measured: few enough to name. */
const firstSystems = [
  "nvidia-vera-rubin-nvl72",
  "nvidia-gb300-nvl72",
  "amd-mi355x",
  "nvidia-b200-sxm",
] as const;
/** The model that per-megawatt rates of output tokens are published of. */
const firstModel = "gpt-oss-120b";

/** What is drawn first: the model of a measured sweep, else the one of published rates. */
export const firstChoice = (
  models: readonly ReferenceModel[],
  sweepModel: string | undefined,
): InteractivityChoice => {
  const modelOf = (id: string | undefined) => models.find((model) => model.id === id);
  const model = modelOf(sweepModel) ?? modelOf(firstModel);
  if (!model) throw new Error(`the reference has no ${firstModel}`);
  return {
    counts: "output",
    systems: new Set(firstSystems),
    contextTokens: 4096,
    weights: weightChoices(model)[0] ?? "f16",
    model,
  };
};

/** Another model, with what it cannot have replaced by what it can. */
export const withModel = (
  models: readonly ReferenceModel[],
  choice: InteractivityChoice,
  id: string,
): InteractivityChoice => {
  const model = models.find((one) => one.id === id) ?? choice.model;
  const weights = weightChoices(model);
  return {
    ...choice,
    model,
    weights: weights.includes(choice.weights) ? choice.weights : (weights[0] ?? "f16"),
    contextTokens: Math.min(choice.contextTokens, contextChoices(model).at(-1) ?? 0),
  };
};
