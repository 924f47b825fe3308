import type { Bytes, BytesPerSecond, FlopsPerSecond, Watts } from "../domain/units.ts";
import type { PeakType } from "../reference/accelerators.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import { usablePeaks, type StoredType } from "./storedType.ts";

/** One chip of a system; of a rack, its even share of the rack's published sums. */
export interface Chip {
  readonly profile: AcceleratorProfile;
  /** Chips in one system: 1, or as many as the rack has. */
  readonly perSystem: number;
  readonly memoryBytes?: Bytes;
  readonly memoryBytesPerSecond?: BytesPerSecond;
  /** Its share of the links, both directions. */
  readonly linkBytesPerSecond?: BytesPerSecond;
  readonly allInWatts?: Watts;
  /** Weights rest in SRAM where they are used, so layers follow one another from place to place. */
  readonly isPipelined: boolean;
}

export const chipOf = (profile: AcceleratorProfile): Chip => {
  const { chips, memoryBytes, memoryBytesPerSecond, links, allInWattsPerChip } = profile;
  return {
    profile,
    perSystem: chips.count,
    ...(memoryBytes && { memoryBytes: memoryBytes.value / chips.count }),
    ...(memoryBytesPerSecond && {
      memoryBytesPerSecond: memoryBytesPerSecond.value / chips.count,
    }),
    ...(links && { linkBytesPerSecond: links.bytesPerSecond / chips.count }),
    ...(allInWattsPerChip && { allInWatts: allInWattsPerChip.value }),
    isPipelined: profile.memoryType === "SRAM",
  };
};

/** The dense rate at which something stored is multiplied, and by which published peak. */
export interface DensePeak {
  readonly type: PeakType;
  /** Of one chip. */
  readonly flopsPerSecond: FlopsPerSecond;
}

/** The fastest published peak that can multiply this type; undefined where none is published. */
export const densePeak = (
  { profile, perSystem }: Chip,
  stored: StoredType,
): DensePeak | undefined =>
  usablePeaks[stored]
    .flatMap((type): readonly DensePeak[] => {
      const peak = profile.peakFlops[type];
      return peak ? [{ type, flopsPerSecond: peak.value / perSystem }] : [];
    })
    .reduce<DensePeak | undefined>(
      (best, peak) => (best && best.flopsPerSecond >= peak.flopsPerSecond ? best : peak),
      undefined,
    );
