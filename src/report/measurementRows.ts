import { answerSeconds, type BreakdownRow, type LatencyRow } from "../domain/waiting.ts";
import {
  ceilingKernels,
  type BatchRow,
  type CachePoint,
  type DecodeRow,
  type KernelRow,
  type PrefillRow,
  type Result,
} from "../domain/result.ts";
import { shapeText } from "./rowTables.ts";

/** What a flat table says of each measurement, in this order. SI units, unscaled. */
export const measurementColumns = [
  "device",
  "createdAt",
  "confidence",
  "kind",
  "id",
  "dataType",
  "shape",
  "variant",
  "users",
  "tokens",
  "includes",
  "layersMeasured",
  "extrapolated",
  "seconds",
  "secondsLow",
  "secondsHigh",
  "samples",
  "bytes",
  "flops",
  "bytesPerSecond",
  "flopsPerSecond",
  "tokensPerSecond",
  "rooflineFraction",
  "verification",
  "answerTokens",
  "timeToFirstToken",
  "timePerOutputToken",
  "roundTripSecondsPerToken",
] as const;
type Column = (typeof measurementColumns)[number];

/** One measurement by column; what it lacks is undefined. */
export type FlatRow = Readonly<Partial<Record<Column, string | number | undefined>>>;

const timing = (interval: KernelRow["seconds"]): FlatRow =>
  interval
    ? {
        seconds: interval.median,
        secondsLow: interval.low,
        secondsHigh: interval.high,
        samples: interval.samples.length,
      }
    : {};

const kernelRow = (row: KernelRow): FlatRow => ({
  kind: "kernel",
  id: row.id,
  dataType: row.dataType,
  shape: shapeText(row.shape).replaceAll(",", ""),
  variant: row.variant,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

const modelRow = (row: DecodeRow | PrefillRow): FlatRow => ({
  id: row.model,
  dataType: row.dataType,
  includes: row.includes,
  layersMeasured: row.layersMeasured,
  extrapolated: row.extrapolated ? "yes" : "no",
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

const decodeRow = (row: DecodeRow): FlatRow => ({
  ...modelRow(row),
  kind: "decode",
  users: row.batch,
  tokens: row.contextTokens,
  ...timing(row.secondsPerStep),
  bytes: row.bytesPerStep,
  flops: row.flopsPerStep,
  roundTripSecondsPerToken: row.roundTripSecondsPerToken,
});

const prefillRow = (row: PrefillRow): FlatRow => ({
  ...modelRow(row),
  kind: "prefill",
  tokens: row.promptTokens,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
});

/** `seconds` are those until the whole answer is there. */
const latencyRow = (row: LatencyRow): FlatRow => ({
  kind: "latency",
  id: row.model,
  dataType: row.dataType,
  users: 1,
  tokens: row.promptTokens,
  includes: "step",
  seconds: answerSeconds(row),
  answerTokens: row.answerTokens,
  timeToFirstToken: row.timeToFirstToken,
  timePerOutputToken: row.timePerOutputToken,
});

/** What a step is shorter by without the part that `variant` names; signed. */
const breakdownRow = (row: BreakdownRow): FlatRow => ({
  kind: "breakdown",
  id: row.model,
  dataType: row.dataType,
  variant: row.part,
  users: 1,
  tokens: row.contextTokens,
  seconds: row.secondsPerStep,
  secondsLow: row.low,
  secondsHigh: row.high,
});

const batchRow = (row: BatchRow): FlatRow => ({
  kind: "batch",
  id: row.model,
  dataType: row.dataType,
  variant: `${row.kernel} ${row.variant}`,
  users: row.batch,
  tokens: row.contextTokens,
  includes: row.includesAttention ? "layer" : "weights of a layer",
  layersMeasured: row.layersMeasured,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

const cacheRows = (point: CachePoint): readonly FlatRow[] =>
  [
    { id: ceilingKernels.read, bytesPerSecond: point.bytesPerSecond },
    { id: ceilingKernels.copy, bytesPerSecond: point.copyBytesPerSecond },
    { id: ceilingKernels.write, bytesPerSecond: point.writeBytesPerSecond },
  ].flatMap((row) =>
    row.bytesPerSecond === undefined
      ? []
      : [{ kind: "cache", bytes: point.workingSetBytes, ...row }],
  );

/** Every measurement of a result as one flat row: kernels, models, waiting, users at once, cache. */
export const measurementRows = (result: Result): readonly FlatRow[] => {
  const common: FlatRow = {
    device: result.environment.label,
    createdAt: result.createdAt,
    confidence: result.confidence.level,
  };
  return [
    ...result.kernels.map(kernelRow),
    ...result.decode.map(decodeRow),
    ...result.prefill.map(prefillRow),
    ...(result.latency ?? []).map(latencyRow),
    ...(result.breakdown ?? []).map(breakdownRow),
    ...result.batchSweep.map(batchRow),
    ...result.cacheCurve.flatMap(cacheRows),
  ].map((row) => ({ ...common, ...row }));
};
