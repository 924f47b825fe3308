import type { Figure, FigureConfidence, Source } from "../reference/accelerators.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { assumedExchangeSeconds } from "./links.ts";

export const inputUnits = [
  "bytes",
  "bytesPerSecond",
  "flopsPerSecond",
  "watts",
  "seconds",
] as const;
export type InputUnit = (typeof inputUnits)[number];

/** A number that a projection rests on, with where it comes from. */
export interface Input {
  readonly name: string;
  readonly value: number;
  readonly unit: InputUnit;
  readonly confidence: FigureConfidence | "assumed" | "not sourced";
  /** Undefined for what is assumed or stands in the list without a source. */
  readonly source?: Source;
  readonly note?: string;
  /** Lowest and highest defensible value where sources disagree. */
  readonly range?: readonly [number, number];
}

const assumedLatency: Input = {
  name: "least time of an exchange between chips or stages",
  value: assumedExchangeSeconds,
  unit: "seconds",
  confidence: "assumed",
  note: "Nobody publishes it; libraries take several times as long.",
};

const linkInput = ({ links, chips }: AcceleratorProfile): readonly Input[] =>
  links
    ? [
        {
          name: `${links.name}, both directions${chips.count > 1 ? `, sum of ${chips.count} chips` : ""}`,
          value: links.bytesPerSecond,
          unit: "bytesPerSecond",
          confidence: "not sourced",
          note: "In the list without a source.",
        },
      ]
    : [];

/** Published figures of a machine, of the peaks only those that were used. */
export const inputsOf = (
  profile: AcceleratorProfile,
  sources: readonly Source[],
  used: { readonly arithmetic?: Arithmetic; readonly exchanges: number },
): readonly Input[] => {
  const input = (name: string, figure: Figure | undefined, unit: InputUnit): readonly Input[] => {
    if (!figure) return [];
    const { value, confidence, note, range } = figure;
    const source = sources.find(({ id }) => id === figure.source);
    return [
      {
        name,
        value,
        unit,
        confidence,
        ...(source && { source }),
        ...(note !== undefined && { note }),
        ...(range && { range }),
      },
    ];
  };
  const { arithmetic, exchanges } = used;
  const peaks = [arithmetic?.matrices, arithmetic?.experts, arithmetic?.attention].flatMap(
    (peak) => peak?.type ?? [],
  );
  const of = profile.chips.count > 1 ? `, sum of ${profile.chips.count} chips` : "";
  return [
    ...input(`memory${of}`, profile.memoryBytes, "bytes"),
    ...input(`memory bandwidth${of}`, profile.memoryBytesPerSecond, "bytesPerSecond"),
    ...[...new Set(peaks)].flatMap((type) =>
      input(`dense ${type} peak${of}`, profile.peakFlops[type], "flopsPerSecond"),
    ),
    ...input("all-in power of one chip", profile.allInWattsPerChip, "watts"),
    ...(exchanges > 0 ? [...linkInput(profile), assumedLatency] : []),
  ];
};
