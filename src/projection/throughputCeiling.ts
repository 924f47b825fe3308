import type { TokensPerSecond } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { arithmeticOf } from "./arithmetic.ts";
import { chipOf } from "./chip.ts";
import { decodeWork } from "./decodeWork.ts";
import type { Setup } from "./setup.ts";

/**
 * Output tokens/s that one chip cannot exceed however many users share it: every token costs its
 * FLOP. Undefined where no dense peak is published.
 */
export const throughputCeiling = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): TokensPerSecond | undefined => {
  const work = decodeWork(model, { ...setup, contextTokens: 0 }, 1);
  const { arithmetic } = arithmeticOf(chipOf(profile), setup, work);
  return arithmetic && 1 / arithmetic.chipSeconds;
};
