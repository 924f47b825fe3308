import type { Figure } from "./accelerators.ts";
import type { Pairing } from "./pairing.ts";
import type { AcceleratorProfile } from "./profile.ts";
import type { Origin, ReferenceRow } from "./referenceRow.ts";

interface NamedFigure {
  readonly figure: string;
  readonly unit: string;
  readonly of: Figure | undefined;
}

const peaksOf = (
  peaks: AcceleratorProfile["peakFlops"],
  name: (type: string) => string,
): readonly NamedFigure[] =>
  Object.entries(peaks).map(([type, of]) => ({ figure: name(type), unit: "FLOP/s", of }));

/** Every figure of a machine by name. */
export const figuresOf = (profile: AcceleratorProfile): readonly NamedFigure[] => [
  { figure: "memory", unit: "bytes", of: profile.memoryBytes },
  { figure: "memory bandwidth", unit: "bytes/s", of: profile.memoryBytesPerSecond },
  ...peaksOf(profile.peakFlops, (type) => `dense ${type} peak`),
  ...peaksOf(profile.sparsePeakFlops, (type) => `sparse ${type} peak as published`),
  ...peaksOf(profile.unlabelledPeakFlops, (type) => `${type} peak, dense or sparse not said`),
  { figure: "power", unit: "W", of: profile.watts },
  { figure: "all-in power of one chip", unit: "W", of: profile.allInWattsPerChip },
];

/** One row for each figure, further memory, link and note of a machine. */
export const machineRows = (
  profile: AcceleratorProfile,
  origin: Origin,
): readonly ReferenceRow[] => {
  const { id, name, vendor, year, status, chips, tiers, links, notes } = profile;
  const machine = { id, name, vendor, year, status, chips: chips.count };
  const figures = figuresOf(profile).flatMap(({ figure, unit, of }): readonly ReferenceRow[] =>
    of === undefined
      ? []
      : [
          {
            ...machine,
            figure,
            value: of.value,
            unit,
            low: of.range?.[0],
            high: of.range?.[1],
            confidence: of.confidence,
            ...origin(of.source),
            via: of.via,
            note: of.note,
          },
        ],
  );
  return [
    ...figures,
    ...tiers.map((tier) => ({
      ...machine,
      figure: `further memory, ${tier.type}`,
      value: tier.bytes,
      unit: "bytes",
      confidence: tier.confidence,
      ...origin(tier.source),
    })),
    ...(links
      ? [
          {
            ...machine,
            figure: `links, ${links.name}`,
            value: links.bytesPerSecond,
            unit: "bytes/s",
            confidence: "not sourced",
          },
        ]
      : []),
    ...notes.map((note) => ({ ...machine, figure: "note", note })),
  ];
};

/** One row for each pair of systems. */
export const pairRows = (pairings: readonly Pairing[], origin: Origin): readonly ReferenceRow[] =>
  pairings.map(({ id, name, vendor, year, status, prefill, decode, sources, notes }) => ({
    id,
    name,
    vendor,
    year,
    status,
    prefill,
    decode,
    ...origin(sources[0] ?? ""),
    note: notes.join(" "),
  }));
