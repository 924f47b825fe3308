import type { DataType } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import type {
  DecodeRow,
  KernelRow,
  Phase,
  PrefillRow,
  Shape,
  Verification,
} from "../domain/result.ts";
import type { Bytes, Fraction } from "../domain/units.ts";
import { formatBytesPerSecond, formatCount, formatFlopsPerSecond } from "../report/format.ts";
import { modelName } from "./modelName.ts";
import { ceilingNames, operationNames } from "./words.ts";

/** One line of the table of measurements, whatever was measured. */
export interface MeasurementRow {
  readonly key: string;
  readonly phase: Phase;
  readonly name: string;
  /** Kernel and variant, or the parts of a model that ran. */
  readonly detail: string;
  readonly dataType: DataType;
  /** Undefined: checked, not timed. */
  readonly seconds: Interval | undefined;
  readonly bytes: Bytes;
  /** Of what bounds its phase: bytes in decode, arithmetic in prefill. */
  readonly rate: string | undefined;
  readonly rooflineFraction: Fraction | undefined;
  readonly verification: Verification;
}

/** What the rows are made from: a result, or a run so far. */
export interface Measured {
  readonly kernels: readonly KernelRow[];
  readonly decode: readonly DecodeRow[];
  readonly prefill: readonly PrefillRow[];
}

export const shapeText = (shape: Shape): string => {
  if ("elements" in shape) return `${formatCount(shape.elements)} values`;
  if ("m" in shape) return `${shape.m} × ${shape.n} × ${shape.k}`;
  return `${shape.batch} × ${shape.heads} heads × ${shape.headDim}, context ${shape.context}`;
};

const rateOf = (
  row: Pick<KernelRow, "phase" | "bytesPerSecond" | "flopsPerSecond">,
): string | undefined => {
  const rate = row.phase === "decode" ? row.bytesPerSecond : row.flopsPerSecond;
  if (rate === undefined) return undefined;
  return row.phase === "decode" ? formatBytesPerSecond(rate) : formatFlopsPerSecond(rate);
};

const nameOf = ({ operation, phase }: KernelRow): string =>
  operation === "other" ? ceilingNames[phase] : operationNames[operation];

const ofKernel = (row: KernelRow, index: number): MeasurementRow => ({
  key: `kernel-${index}`,
  phase: row.phase,
  name: `${nameOf(row)} ${shapeText(row.shape)}`,
  detail: [row.id, row.variant, row.residency === "cache" ? "from cache" : ""]
    .filter((part) => part !== "")
    .join(", "),
  dataType: row.dataType,
  seconds: row.seconds,
  bytes: row.bytes,
  rate: rateOf(row),
  rooflineFraction: row.rooflineFraction,
  verification: row.verification,
});

const layersText = (row: DecodeRow | PrefillRow): string =>
  [
    row.includes === "weights" ? "weights only" : "whole step",
    ...(row.extrapolated ? [`extrapolated from ${row.layersMeasured} layers`] : []),
  ].join(", ");

const contextText = ({ includes, contextTokens }: DecodeRow): readonly string[] =>
  includes === "step" ? [`${formatCount(contextTokens)} tokens of context`] : [];

const ofDecode = (row: DecodeRow, index: number): MeasurementRow => ({
  ...row,
  key: `decode-${index}`,
  phase: "decode",
  name: `${modelName(row.model)} writes 1 token for ${row.batch === 1 ? "1 user" : `${row.batch} users`}`,
  detail: [layersText(row), ...contextText(row)].join(", "),
  seconds: row.secondsPerStep,
  bytes: row.bytesPerStep,
  rate: rateOf({ ...row, phase: "decode" }),
  rooflineFraction: row.rooflineFraction,
});

const ofPrefill = (row: PrefillRow, index: number): MeasurementRow => ({
  ...row,
  key: `prefill-${index}`,
  phase: "prefill",
  name: `${modelName(row.model)} reads ${formatCount(row.promptTokens)} tokens`,
  detail: layersText(row),
  rate: rateOf({ ...row, phase: "prefill" }),
  rooflineFraction: row.rooflineFraction,
});

/** Models first, since the sentence is about them; then kernels in the order measured. */
export const measurementRows = (measured: Measured): readonly MeasurementRow[] => [
  ...measured.decode.map(ofDecode),
  ...measured.prefill.map(ofPrefill),
  ...measured.kernels.map(ofKernel),
];
