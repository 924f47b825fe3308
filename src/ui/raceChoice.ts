import type { Result } from "../domain/result.ts";
import { raceModes } from "../projection/race.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { weightChoices } from "./interactivityScene.ts";
import type { RaceChoice } from "./raceScene.ts";

const firstModel = "llama-3.1-8b";
const laneCount = 3;
/** Typed lanes begin at what a chat page on a laptop may give. */
const firstTyped = { reading: 400, writing: 20 };

/** A model with the weights that it is raced with first; nothing where the list has none of that id. */
export const modelChoice = (
  models: readonly ReferenceModel[],
  id: string | undefined,
): Partial<Pick<RaceChoice, "model" | "weights">> => {
  const model = models.find((one) => one.id === id);
  return model ? { model, weights: weightChoices(model)[0] ?? "f16" } : {};
};

/** What is raced first: a chat with the model that a result has measured at 16 bits. */
export const firstRace = (
  models: readonly ReferenceModel[],
  result: Result | undefined,
): RaceChoice => {
  const measured = result?.decode.findLast(
    ({ dataType, batch, verification }) =>
      dataType === "f16" && batch === 1 && verification.status === "passed",
  );
  const { model, weights } = {
    ...modelChoice(models, firstModel),
    ...modelChoice(models, measured?.model),
  };
  const [mode] = raceModes;
  if (!model || !weights || !mode) throw new Error(`the reference has no ${firstModel}`);
  return {
    mode,
    prefixCache: true,
    model,
    weights,
    lanes: Array.from({ length: laneCount }, () => ""),
    typed: Array.from({ length: laneCount }, () => firstTyped),
  };
};
