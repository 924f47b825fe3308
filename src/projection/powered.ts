import type { AcceleratorProfile } from "../reference/profile.ts";

/** Systems by whether a rate per megawatt can be said of them. */
export interface Powered {
  /** All-in power is published; a chip is left out where the rack made of it is there. */
  readonly known: readonly AcceleratorProfile[];
  readonly unknown: readonly AcceleratorProfile[];
}

export const byPower = (profiles: readonly AcceleratorProfile[]): Powered => {
  const powered = profiles.filter(({ allInWattsPerChip }) => allInWattsPerChip !== undefined);
  const inRacks = powered.filter(({ isRack }) => isRack).map(({ chips }) => chips.of);
  return {
    known: powered.filter(({ id }) => !inRacks.includes(id)),
    unknown: profiles.filter(({ allInWattsPerChip }) => allInWattsPerChip === undefined),
  };
};
