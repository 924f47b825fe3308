import type { Bytes } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { Chip } from "./chip.ts";
import { cacheValues } from "./keysAndValues.ts";
import type { Setup } from "./setup.ts";
import { bytesPerStored } from "./storedType.ts";
import { storedBytes } from "./weightsTouched.ts";

/** How one copy of a model lies on chips. */
export interface Deployment {
  readonly chip: Chip;
  /** Chips that hold one copy. */
  readonly chips: number;
  /** The fewest that could. */
  readonly fewestChips: number;
  /** Systems that one copy takes: racks, or 1. */
  readonly systems: number;
  /** Copies that fit in those systems; a rack serves as many users more. */
  readonly copies: number;
  readonly weightBytes: Bytes;
  readonly cacheBytes: Bytes;
  /** All that must be held divided by what the chips hold; above 1 it does not fit. */
  readonly fill?: number;
}

/** The chips asked for, or the fewest that hold weights and cache. */
export const deploymentOf = (chip: Chip, model: ReferenceModel, setup: Setup): Deployment => {
  const weightBytes = storedBytes(model, setup.storage);
  const cacheBytes =
    setup.batch * cacheValues(model, setup.contextTokens) * bytesPerStored(setup.cacheType);
  const held = weightBytes + cacheBytes;
  const fewestChips = chip.memoryBytes === undefined ? 1 : Math.ceil(held / chip.memoryBytes);
  const chips = setup.chips ?? fewestChips;
  return {
    chip,
    chips,
    fewestChips,
    systems: Math.ceil(chips / chip.perSystem),
    copies: Math.max(1, Math.floor(chip.perSystem / chips)),
    weightBytes,
    cacheBytes,
    ...(chip.memoryBytes !== undefined && { fill: held / (chips * chip.memoryBytes) }),
  };
};
