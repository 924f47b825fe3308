import type { PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import { statedType } from "./comparable.ts";
import type { LadderRow } from "./ladder.ts";
import type { Setup } from "./setup.ts";

/**
 * Published rates for one user that may stand beside this rung's: of the same stored type, or, where
 * their sources name none, no faster than what this type allows. Drafts go past it by design.
 */
export const publishedBeside = (
  { published, projection }: LadderRow,
  { storage, contextTokens, batch }: Setup,
): readonly PublishedMeasurement[] =>
  published.filter((measurement) => {
    if (batch !== 1 || measurement.isSpeculative) return false;
    const { value, weights } = measurement;
    const isPossible = (typeof value === "number" ? value : value[1]) <= projection.rates.perUser;
    const isOfThisType =
      statedType(measurement) === storage.matrices && storage.matrices === storage.experts;
    // A longer context lowers the bound, not what was measured without it.
    return isOfThisType ? isPossible || contextTokens === 0 : isPossible && weights === undefined;
  });
