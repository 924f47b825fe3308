import { expectedExperts } from "../domain/modelBytes.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import { fewChoices } from "../kernels/step/groupedExperts.ts";

/**
 * From here on experts are fetched for tiles of tokens: where that saves a quarter of what is fetched. Two
 * dispatches more a layer, of some microseconds each, cost as much as a few experts: gpt-oss has 13 MB in each,
 * which is four microseconds of the fastest memory, and four users save three of 16.
 */
const shareThatIsWorthIt = 3 / 4;

/** Tiles of a GEMM. The smaller one is for where the larger would hold more padding than choices. */
const smallTile = 16;
const largeTile = 64;

/**
 * Choices of one expert that are multiplied together, by how many an expert has; undefined where each
 * choice fetches its own expert, and in dense models.
 */
export const expertTileRows = (model: ForwardModel, tokens: number): number | undefined => {
  if (!model.experts) return undefined;
  const choices = tokens * model.experts.chosen;
  const met = expectedExperts(model, tokens);
  if (met > shareThatIsWorthIt * choices) return undefined;
  const mean = choices / met;
  // Two tiles of few decode an expert twice, one of a GEMM multiplies as much padding.
  if (mean <= 2 * fewChoices) return fewChoices;
  return mean <= largeTile / 2 ? smallTile : largeTile;
};
