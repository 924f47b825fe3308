import type { Bytes, BytesPerSecond, FlopsPerSecond, Watts } from "../domain/units.ts";
import type { Accelerator, Figure, FigureConfidence, PeakType } from "./accelerators.ts";

export const profileRoles = ["prefill", "decode", "prefill+decode"] as const;
export type ProfileRole = (typeof profileRoles)[number];

/** Types for which peaks are published; tf32 rounds its inputs, so nothing stored is of that type. */
export type PublishedPeakType = PeakType | "tf32";
export type Peaks = Readonly<Partial<Record<PublishedPeakType, Figure<FlopsPerSecond>>>>;

/** Slower or smaller memory beside the one that weights are fetched from. */
export interface MemoryTier {
  readonly type: string;
  readonly bytes: Bytes;
  readonly bytesPerSecond?: BytesPerSecond;
  readonly source: string;
  readonly confidence: FigureConfidence;
}

/** Chips whose figures a profile sums; one of itself for a single chip. */
export interface ChipCount {
  readonly count: number;
  /** Id of the chip's profile where it has one, else its name. */
  readonly of: string;
}

/** The links between the chips of one system. */
export interface Links {
  readonly name: string;
  /** Sum over the system, both directions. */
  readonly bytesPerSecond: BytesPerSecond;
}

/** One machine of the full list, with every figure that is published of it. */
export interface AcceleratorProfile extends Accelerator {
  readonly role?: ProfileRole;
  readonly memoryType: string;
  readonly tiers: readonly MemoryTier[];
  readonly peakFlops: Peaks;
  /** Published with structured sparsity, or without saying: never used as dense. */
  readonly sparsePeakFlops: Peaks;
  readonly unlabelledPeakFlops: Peaks;
  /** Thermal design power, or what is published in its stead; undefined where nothing is. */
  readonly watts?: Figure<Watts>;
  /** Provisioned for one chip with its share of host, network, cooling and losses. */
  readonly allInWattsPerChip?: Figure<Watts>;
  readonly chips: ChipCount & { readonly plus?: ChipCount };
  readonly links?: Links;
  readonly notes: readonly string[];
}
