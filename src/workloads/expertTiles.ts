import { expectedExperts } from "../domain/modelBytes.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";

/**
 * From here on experts are fetched for tiles of tokens: where that at least halves what is fetched. Of fewer
 * tokens hardly two choose the same expert; then tiles would be of one row and for the rest padding, which
 * costs more arithmetic than the few experts that are not fetched twice.
 */
const shareThatIsWorthIt = 1 / 2;

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
  return choices / met > smallTile ? largeTile : smallTile;
};

/** Rows of the smallest tile there is, of which there are most. */
export const smallestTileRows = smallTile;
