import type { CanaryReading } from "../domain/result.ts";
import type { Fraction } from "../domain/units.ts";

/**
 * How far the device's speed was at most off its first reading; undefined where no other followed, since
 * each kind's first is what the others are shares of.
 */
export const furthestDrift = (canaries: readonly CanaryReading[]): Fraction | undefined => {
  const kinds = new Set(canaries.map(({ kind }) => kind));
  return canaries.length > kinds.size
    ? Math.max(...canaries.map(({ relative }) => Math.abs(relative - 1)))
    : undefined;
};
