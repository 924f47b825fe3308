import { analyse, type Analysis } from "../analysis/analyse.ts";
import { assumedCacheBytes } from "../analysis/cacheKnee.ts";
import { confidenceOf, lowerConfidence } from "../analysis/confidence.ts";
import { isSoftware } from "../analysis/ratio.ts";
import type {
  BatchRow,
  Confidence,
  DecodeRow,
  KernelMeasurement,
  KernelRow,
  PrefillRow,
  Result,
  Warning,
} from "../domain/result.ts";
import type { Bytes, Fraction } from "../domain/units.ts";
import { formatPercent } from "./format.ts";

/** A result whose derived numbers follow from its seconds, or the first that does not. */
export type Recomputed =
  | { readonly status: "agrees"; readonly result: Result }
  | {
      readonly status: "disagrees";
      readonly path: string;
      readonly claimed: number;
      readonly computed: number | undefined;
    };

/** More than any rounding of a document, less than any claim worth making. */
const tolerated = 0.001;

const measurementOf = ({
  intensity: _intensity,
  bytesPerSecond: _bytesPerSecond,
  flopsPerSecond: _flopsPerSecond,
  rooflineFraction: _rooflineFraction,
  fractionOfBestCeiling: _fractionOfBestCeiling,
  ...measured
}: KernelRow): KernelMeasurement => measured;

const withoutFraction = <Row extends DecodeRow | PrefillRow | BatchRow>({
  rooflineFraction: _rooflineFraction,
  ...measured
}: Row): Omit<Row, "rooflineFraction"> => measured;

const analysisOf = ({ kernels, decode, prefill, batchSweep, ceilings }: Result): Analysis =>
  analyse({
    kernels: kernels.map(measurementOf),
    decode: decode.map(withoutFraction),
    prefill: prefill.map(withoutFraction),
    batchSweep: batchSweep.map(withoutFraction),
    ...(ceilings.dispatchSeconds !== undefined && { dispatchSeconds: ceilings.dispatchSeconds }),
  });

type Disagreement = Extract<Recomputed, { status: "disagrees" }>;

/** The first claimed number that the computed value lacks or contradicts. */
const disagreement = (
  claimed: unknown,
  computed: unknown,
  path: string,
): Disagreement | undefined => {
  if (typeof claimed === "number") {
    const value = typeof computed === "number" ? computed : undefined;
    const agrees =
      value !== undefined &&
      Math.abs(claimed - value) <= tolerated * Math.max(Math.abs(claimed), Math.abs(value));
    return agrees ? undefined : { status: "disagrees", path, claimed, computed: value };
  }
  if (typeof claimed !== "object" || claimed === null) return undefined;
  const counterparts = new Map<string, unknown>(Object.entries(computed ?? {}));
  for (const [key, value] of Object.entries(claimed)) {
    const inner = Array.isArray(claimed) ? `${path}[${key}]` : `${path}.${key}`;
    const found = disagreement(value, counterparts.get(key), inner);
    if (found) return found;
  }
  return undefined;
};

/** Fractions up to here are noise; what may have come from the cache can be faster still. */
const plausibleFraction = 1.1;

const isImplausible = (fraction: Fraction | undefined, cacheShare: Fraction): boolean =>
  fraction !== undefined && fraction * (1 - cacheShare) > plausibleFraction;

/** At most this share of the bytes can have come from the cache. */
const cacheShareOf = (bytes: Bytes, cacheBytes = assumedCacheBytes("discrete")): Fraction =>
  Math.min(1, cacheBytes / bytes);

const implausibleRows = ({
  kernels,
  decode,
  prefill,
  batchSweep,
  cacheBytes,
}: Result): readonly Warning[] =>
  [
    ...kernels.map((row, index) => ({ row, at: `kernels[${index}]`, share: row.cacheShareMax })),
    ...decode.map((row, index) => ({
      row,
      at: `decode[${index}]`,
      share: cacheShareOf(row.bytesPerStep, cacheBytes),
    })),
    ...prefill.map((row, index) => ({
      row,
      at: `prefill[${index}]`,
      share: cacheShareOf(row.bytes, cacheBytes),
    })),
    ...batchSweep.map((row, index) => ({
      row,
      at: `batchSweep[${index}]`,
      share: cacheShareOf(row.layersMeasured * row.bytes, cacheBytes),
    })),
  ]
    .filter(({ row, share }) => isImplausible(row.rooflineFraction, share))
    .map(({ row, at }) => ({
      code: "implausible" as const,
      message: `${at} reaches ${formatPercent(row.rooflineFraction)} of what this device showed to be possible.`,
      data: { path: at },
    }));

/** Never above what the result states nor above what its warnings allow. */
const confidenceIn = (result: Result): Confidence => {
  const { level, reasons } = confidenceOf(
    result.warnings,
    isSoftware(result) ? "software" : "hardware",
  );
  return { level: lowerConfidence(level, result.confidence.level), reasons };
};

/** Derives everything again from seconds and work, which alone are taken from the document. */
export const recompute = (claimed: Result): Recomputed => {
  const { ceilings, kernels, decode, prefill, batchSweep } = claimed;
  const analysis = analysisOf(claimed);
  for (const [name, values] of Object.entries({
    ceilings,
    kernels,
    decode,
    prefill,
    batchSweep,
  })) {
    const found = disagreement(values, analysis[name as keyof Analysis], name);
    if (found) return found;
  }
  const derived = { ...claimed, ...analysis };
  const known = new Set(claimed.warnings.map(({ code }) => code));
  const added = known.has("implausible") ? [] : implausibleRows(derived);
  const result = { ...derived, warnings: [...claimed.warnings, ...added] };
  return { status: "agrees", result: { ...result, confidence: confidenceIn(result) } };
};
