import { computePaths, type ComputePath } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import {
  ceilingKernels,
  type Ceilings,
  type ComputeCeiling,
  type KernelMeasurement,
  type MemoryCeiling,
  type Rate,
} from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";

interface Timed extends KernelMeasurement {
  readonly seconds: Interval;
}

/**
 * A kernel that failed its check has no speed: it did other work. Nor has one whose interval reaches
 * down to 0 seconds: nothing bounds how fast it was.
 */
const isTimedAndPassed = (row: KernelMeasurement): row is Timed =>
  row.verification.status === "passed" && row.seconds !== undefined && row.seconds.low > 0;

const fastest = (rows: readonly Timed[], speed: (row: Timed) => number): Timed | undefined =>
  rows.reduce<Timed | undefined>(
    (best, row) => (best === undefined || speed(row) > speed(best) ? row : best),
    undefined,
  );

const bytesPerSecond = ({ bytes, seconds }: Timed): number => bytes / seconds.median;
const flopsPerSecond = ({ flops, seconds }: Timed): number => flops / seconds.median;
const nameOf = ({ id, variant }: Timed): string => (variant === "" ? id : `${id} ${variant}`);

const rateOf = (row: Timed): Rate => ({
  bytesPerSecond: bytesPerSecond(row),
  low: row.bytes / row.seconds.high,
  high: row.bytes / row.seconds.low,
});

const fastestRate = (rows: readonly Timed[]): Rate | undefined => {
  const best = fastest(rows, bytesPerSecond);
  return best && rateOf(best);
};

/** A streaming read or a decode kernel, of what did not fit the cache. */
const boundsMemory = ({ id, operation, phase, residency }: Timed): boolean =>
  residency === "memory" &&
  (id === ceilingKernels.read || (phase === "decode" && operation !== "other"));

const memoryOf = (rows: readonly Timed[]): MemoryCeiling | undefined => {
  const best = fastest(rows.filter(boundsMemory), bytesPerSecond);
  return best && { ...rateOf(best), by: nameOf(best) };
};

/** Multiply-add and GEMM, the kernels that arithmetic limits. */
const boundsCompute = ({ operation, phase, flops }: Timed): boolean =>
  phase === "prefill" && (operation === "gemm" || operation === "other") && flops > 0;

const computeOf = (rows: readonly Timed[], path: ComputePath): ComputeCeiling | undefined => {
  const best = fastest(
    rows.filter((row) => row.ceiling === path && boundsCompute(row)),
    flopsPerSecond,
  );
  return (
    best && {
      flopsPerSecond: flopsPerSecond(best),
      low: best.flops / best.seconds.high,
      high: best.flops / best.seconds.low,
      by: nameOf(best),
    }
  );
};

/** The best rates that this device reached in the same run, of the kernels proved right. */
export const ceilingsOf = (
  kernels: readonly KernelMeasurement[],
  dispatchSeconds?: Seconds,
): Ceilings => {
  const rows = kernels.filter(isTimedAndPassed);
  const memory = memoryOf(rows);
  const copy = fastestRate(rows.filter(({ id }) => id === ceilingKernels.copy));
  const write = fastestRate(rows.filter(({ id }) => id === ceilingKernels.write));
  const compute = computePaths.flatMap((path) => {
    const ceiling = computeOf(rows, path);
    return ceiling ? [[path, ceiling] as const] : [];
  });
  return {
    ...(memory && { memory }),
    ...(copy && { copy }),
    ...(write && { write }),
    compute: Object.fromEntries(compute),
    ...(dispatchSeconds !== undefined && { dispatchSeconds }),
  };
};
