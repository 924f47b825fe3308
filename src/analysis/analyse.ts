import type {
  BatchMeasurement,
  BatchRow,
  Ceilings,
  DecodeMeasurement,
  DecodeRow,
  KernelMeasurement,
  KernelRow,
  PrefillMeasurement,
  PrefillRow,
} from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { ceilingsOf } from "./ceilings.ts";
import { deriveBatch, deriveDecode, deriveKernel, derivePrefill } from "./derive.ts";

/** What a run measured: seconds and the work done in them. */
export interface Measurements {
  readonly kernels: readonly KernelMeasurement[];
  readonly decode: readonly DecodeMeasurement[];
  readonly prefill: readonly PrefillMeasurement[];
  readonly batchSweep: readonly BatchMeasurement[];
  /** Cost of one empty dispatch; undefined where it was not measured. */
  readonly dispatchSeconds?: Seconds;
}

export interface Analysis {
  readonly ceilings: Ceilings;
  readonly kernels: readonly KernelRow[];
  readonly decode: readonly DecodeRow[];
  readonly prefill: readonly PrefillRow[];
  readonly batchSweep: readonly BatchRow[];
}

/** Every derived number of a result, from its seconds alone: the same for a fresh and a stored one. */
export const analyse = (measurements: Measurements): Analysis => {
  const ceilings = ceilingsOf(measurements.kernels, measurements.dispatchSeconds);
  return {
    ceilings,
    kernels: measurements.kernels.map((row) => deriveKernel(row, ceilings)),
    decode: measurements.decode.map((row) => deriveDecode(row, ceilings)),
    prefill: measurements.prefill.map((row) => derivePrefill(row, ceilings)),
    batchSweep: measurements.batchSweep.map((row) => deriveBatch(row, ceilings)),
  };
};
