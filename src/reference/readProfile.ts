import type { Accelerator, Figure, FigureConfidence } from "./accelerators.ts";
import type { AcceleratorProfile, ChipCount, Peaks, ProfileRole } from "./profile.ts";

type RawPeaks = Readonly<Record<string, Figure | null>>;

/** A machine as accelerators.json writes it. */
export interface RawProfile {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly year: number;
  readonly kind: Accelerator["kind"];
  readonly status: Accelerator["status"];
  readonly role?: ProfileRole;
  readonly memory: {
    readonly type: string;
    readonly capacity_bytes: Figure | null;
    readonly bandwidth_bytes_per_s: Figure | null;
    readonly tiers?: readonly {
      readonly type: string;
      readonly capacity_bytes: number;
      readonly bandwidth_bytes_per_s: number | null;
      readonly source: string;
      readonly confidence: FigureConfidence;
    }[];
  };
  readonly peak_flops_dense: RawPeaks;
  readonly peak_flops_sparse_published?: RawPeaks;
  readonly peak_flops_unlabelled?: RawPeaks;
  readonly tdp_watts: Figure | null;
  readonly chips: ChipCount & { readonly plus?: ChipCount };
  readonly interconnect?: { readonly name: string; readonly scale_up_bytes_per_s: number };
  readonly notes: readonly string[];
}

/** The power of one chip with its share of everything around it. */
export interface RawAllInPower extends Omit<Figure, "value"> {
  readonly profile: string;
  readonly watts: number;
}

const peaks = (raw: RawPeaks = {}): Peaks =>
  Object.fromEntries(Object.entries(raw).filter(([, figure]) => figure !== null));

/** Power is published of a chip: a rack has that of the chips it is made of. */
const allInPower = (raw: RawProfile, powers: readonly RawAllInPower[]): Figure | undefined => {
  const found = powers.find(({ profile }) => profile === raw.id || profile === raw.chips.of);
  if (!found || raw.chips.plus) return undefined;
  const { profile: _profile, watts, ...origin } = found;
  return { value: watts, ...origin };
};

/** A machine of the data file in this program's words. */
export const readProfile = (
  raw: RawProfile,
  powers: readonly RawAllInPower[],
): AcceleratorProfile => {
  const { capacity_bytes, bandwidth_bytes_per_s, tiers = [] } = raw.memory;
  const allInWattsPerChip = allInPower(raw, powers);
  return {
    id: raw.id,
    name: raw.name,
    vendor: raw.vendor,
    year: raw.year,
    kind: raw.kind,
    status: raw.status,
    isRack: raw.kind === "rack",
    ...(raw.role && { role: raw.role }),
    memoryType: raw.memory.type,
    ...(capacity_bytes && { memoryBytes: capacity_bytes }),
    ...(bandwidth_bytes_per_s && { memoryBytesPerSecond: bandwidth_bytes_per_s }),
    tiers: tiers.map((tier) => ({
      type: tier.type,
      bytes: tier.capacity_bytes,
      ...(tier.bandwidth_bytes_per_s !== null && { bytesPerSecond: tier.bandwidth_bytes_per_s }),
      source: tier.source,
      confidence: tier.confidence,
    })),
    peakFlops: peaks(raw.peak_flops_dense),
    sparsePeakFlops: peaks(raw.peak_flops_sparse_published),
    unlabelledPeakFlops: peaks(raw.peak_flops_unlabelled),
    ...(raw.tdp_watts && { watts: raw.tdp_watts }),
    ...(allInWattsPerChip && { allInWattsPerChip }),
    chips: raw.chips,
    ...(raw.interconnect && {
      links: {
        name: raw.interconnect.name,
        bytesPerSecond: raw.interconnect.scale_up_bytes_per_s,
      },
    }),
    notes: raw.notes,
  };
};
