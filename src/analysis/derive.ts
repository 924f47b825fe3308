import type { ComputePath, DataType } from "../domain/dataType.ts";
import {
  ceilingKernels,
  type BatchMeasurement,
  type BatchRow,
  type Ceilings,
  type DecodeMeasurement,
  type DecodeRow,
  type KernelMeasurement,
  type KernelRow,
  type PrefillMeasurement,
  type PrefillRow,
  type Residency,
  type Verification,
} from "../domain/result.ts";
import type { FlopsPerSecond, Fraction, Seconds } from "../domain/units.ts";
import { intensity, type Work } from "../domain/work.ts";
import { rooflineFraction, rooflineOf } from "./roofline.ts";

/** Paths that can multiply what is stored as a type, after unpacking it where need be. */
const pathsFor: Readonly<Record<DataType, readonly ComputePath[]>> = {
  f32: ["f32"],
  f16: ["f32", "f16", "matrixF16F32", "matrixF16F16"],
  int8: ["f32", "f16", "dot4I8", "matrixF16F32", "matrixF16F16", "matrixI8I32"],
  int4: ["f32", "f16", "dot4I8", "matrixF16F32", "matrixF16F16", "matrixI8I32"],
  mxfp4: ["f32", "f16", "dot4I8", "matrixF16F32", "matrixF16F16", "matrixI8I32"],
};

/** The highest arithmetic ceiling measured for a stored type; undefined where none was. */
export const bestComputeCeiling = (
  { compute }: Pick<Ceilings, "compute">,
  dataType: DataType,
): FlopsPerSecond | undefined => {
  const rates = pathsFor[dataType].flatMap((path) => compute[path]?.flopsPerSecond ?? []);
  return rates.length === 0 ? undefined : Math.max(...rates);
};

/** A stream without arithmetic has only the memory ceiling above it. */
const streamFraction = (ceilings: Ceilings, work: Work, seconds: Seconds): Fraction | undefined =>
  ceilings.memory && work.bytes / ceilings.memory.bytesPerSecond / seconds;

const fractionOf = (
  ceilings: Ceilings,
  path: ComputePath,
  work: Work,
  seconds: Seconds,
): Fraction | undefined => {
  if (work.flops === 0) return streamFraction(ceilings, work, seconds);
  const roof = rooflineOf(ceilings, path);
  return roof && rooflineFraction(roof, work, seconds);
};

/** Its time is the measurement; its few bytes are no rate of memory. */
const hasNoRate = ({ id, verification }: KernelMeasurement): boolean =>
  id === ceilingKernels.dispatch || verification.status === "failed";

/** Rates and fractions of one kernel; a failed, an untimed and an empty one have none. */
export const deriveKernel = (row: KernelMeasurement, ceilings: Ceilings): KernelRow => {
  const measured = { ...row, intensity: intensity(row) };
  const seconds = row.seconds?.median;
  if (seconds === undefined || seconds <= 0 || hasNoRate(row)) return measured;
  const flopsPerSecond = row.flops / seconds;
  // What came from the cache is compared with the cache curve: the memory ceiling is not above it.
  const isAboveMemory = row.phase === "decode" && row.residency === "cache";
  const fraction = isAboveMemory ? undefined : fractionOf(ceilings, row.ceiling, row, seconds);
  const best = row.flops > 0 ? bestComputeCeiling(ceilings, row.dataType) : undefined;
  return {
    ...measured,
    bytesPerSecond: row.bytes / seconds,
    flopsPerSecond,
    ...(fraction !== undefined && { rooflineFraction: fraction }),
    ...(best !== undefined && { fractionOfBestCeiling: flopsPerSecond / best }),
  };
};

interface OfModel {
  readonly ceiling: ComputePath;
  readonly residency: Residency;
  readonly verification: Verification;
}

/** The memory ceiling is not above weights that the cache holds: they have no fraction of it. */
const decodeFraction = (
  row: OfModel,
  ceilings: Ceilings,
  work: Work,
  seconds: Seconds,
): { readonly rooflineFraction?: Fraction } =>
  row.residency === "cache" ? {} : modelFraction(row, ceilings, work, seconds);

const modelFraction = (
  row: OfModel,
  ceilings: Ceilings,
  work: Work,
  seconds: Seconds,
): { readonly rooflineFraction?: Fraction } => {
  if (row.verification.status === "failed") return {};
  const fraction = fractionOf(ceilings, row.ceiling, work, seconds);
  return fraction === undefined ? {} : { rooflineFraction: fraction };
};

export const deriveDecode = (row: DecodeMeasurement, ceilings: Ceilings): DecodeRow => {
  const seconds = row.secondsPerStep.median;
  const work = { flops: row.flopsPerStep, bytes: row.bytesPerStep };
  return {
    ...row,
    tokensPerSecond: row.batch / seconds,
    bytesPerSecond: work.bytes / seconds,
    flopsPerSecond: work.flops / seconds,
    ...decodeFraction(row, ceilings, work, seconds),
  };
};

export const deriveBatch = (row: BatchMeasurement, ceilings: Ceilings): BatchRow => {
  const seconds = row.seconds.median;
  return {
    ...row,
    intensity: intensity(row),
    tokensPerSecond: row.batch / (row.layers * seconds),
    bytesPerSecond: row.bytes / seconds,
    flopsPerSecond: row.flops / seconds,
    ...decodeFraction(row, ceilings, row, seconds),
  };
};

export const derivePrefill = (row: PrefillMeasurement, ceilings: Ceilings): PrefillRow => {
  const seconds = row.seconds.median;
  return {
    ...row,
    tokensPerSecond: row.promptTokens / seconds,
    bytesPerSecond: row.bytes / seconds,
    flopsPerSecond: row.flops / seconds,
    ...modelFraction(row, ceilings, row, seconds),
  };
};
