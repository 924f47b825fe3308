import {
  accelerators,
  peakTypes,
  type Accelerator,
  type Figure,
  type PeakType,
} from "../../reference/accelerators.ts";
import { formatBytesPerSecond, formatFlopsPerSecond } from "../../report/format.ts";
import { chipsWords } from "../words.ts";
import type { ChartLine } from "./chartFigure.ts";

/** The two published ceilings of one chip at one data type. */
export interface AcceleratorRoof {
  readonly accelerator: Accelerator;
  readonly memory: Figure;
  readonly peak: Figure;
  readonly peakType: PeakType;
}

/** 16 bits first, since the measured points are at 16 bits. */
const preference: readonly PeakType[] = ["fp16", "bf16", ...peakTypes];

/** Data types that roofs are drawn at, one at a time; 16 bits are published under two names. */
export const roofTypes = ["sixteen", "eightFloat", "eightInteger", "fourFloat", "full"] as const;
export type RoofType = (typeof roofTypes)[number];
export const peaksOfRoofType: Readonly<Record<RoofType, readonly PeakType[]>> = {
  sixteen: ["fp16", "bf16"],
  eightFloat: ["fp8"],
  eightInteger: ["int8"],
  fourFloat: ["fp4"],
  full: ["fp32"],
};

/** Undefined for a rack, whose figures are sums, and where a ceiling is not published. */
export const acceleratorRoof = (
  accelerator: Accelerator,
  types: readonly PeakType[] = preference,
): AcceleratorRoof | undefined => {
  const memory = accelerator.memoryBytesPerSecond;
  const peakType = types.find((type) => accelerator.peakFlops[type] !== undefined);
  const peak = peakType && accelerator.peakFlops[peakType];
  if (accelerator.isRack || !memory || !peak || !peakType) return undefined;
  return { accelerator, memory, peak, peakType };
};

/** Every single chip of the charts with both ceilings published, at 16 bits or what it has instead. */
export const acceleratorRoofs: readonly AcceleratorRoof[] = accelerators.flatMap(
  (accelerator) => acceleratorRoof(accelerator) ?? [],
);

/** Without its bracketed other names. */
export const shortName = ({ name }: Pick<Accelerator, "name">): string =>
  name.replace(/\s*\(.*$/, "");

/** Shorter still, for the end of a line: without its maker. */
const lineName = ({ accelerator, peak, peakType }: AcceleratorRoof): string => {
  const name = shortName(accelerator)
    .replace(/^(NVIDIA GeForce|NVIDIA|AMD Instinct|AMD Ryzen|AMD|Google|Apple) /, "")
    .replace(/ 80GB SXM$| SXM$/, "");
  const type = chipsWords.peakNames[peakType];
  return [
    name,
    ...(type === chipsWords.peakNames.fp16 ? [] : [type]),
    ...(peak.confidence === "datasheet" ? [] : [chipsWords.confidences[peak.confidence]]),
  ].join(", ");
};

/** Along the flat part, from its corner (0) to the edge (1): best at the edge, where lines part. */
const labelPlaces = [1, 0.75, 0.5, 0.25, 0.05] as const;

/** Its roof from `low` to `high` FLOP per byte, dashed: nothing here was measured. */
export const acceleratorLine = (
  roof: AcceleratorRoof,
  { low, high }: { readonly low: number; readonly high: number },
): ChartLine => {
  const { accelerator, memory, peak } = roof;
  const ridge = peak.value / memory.value;
  return {
    id: accelerator.id,
    label: lineName(roof),
    top: `${formatBytesPerSecond(memory.value)}, ${formatFlopsPerSecond(peak.value)}`,
    corner: ridge,
    ink: "muted",
    stroke: "dashed",
    path: [
      { x: low, y: low * memory.value },
      { x: ridge, y: peak.value },
      { x: high, y: peak.value },
    ],
    labelAt: labelPlaces.map((share) => ({ x: ridge * (high / ridge) ** share, y: peak.value })),
  };
};
