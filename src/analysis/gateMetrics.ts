import type { GateMetricName, GateSubject } from "../domain/gate.ts";
import { ceilingKernels, type KernelRow, type Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";

/** One run's value of a metric: seconds of the same work, whatever size the device made it. */
export interface GateValue extends GateSubject {
  /** Per token, byte or FLOP. */
  readonly seconds: Seconds;
}

const proved = ({ verification }: { readonly verification: KernelRow["verification"] }): boolean =>
  verification.status === "passed";

const perUnit = (
  name: GateMetricName,
  row: KernelRow | undefined,
  unit: "bytes" | "flops",
): GateValue | undefined =>
  row?.seconds && {
    name,
    subject: row.id.endsWith(row.dataType) ? row.id : `${row.id} ${row.dataType}`,
    seconds: row.seconds.median / row[unit],
  };

const kernelOf = (
  { kernels }: Result,
  isWanted: (row: KernelRow) => boolean,
): KernelRow | undefined =>
  kernels.find((row) => isWanted(row) && proved(row) && row.seconds !== undefined);

/** The product of the type that models are quoted in, or of the one that was asked for. */
const matrixOf = (result: Result, operation: "gemv" | "gemm"): KernelRow | undefined => {
  const isPlain = (row: KernelRow): boolean =>
    row.operation === operation &&
    row.ceiling === "f32" &&
    (operation === "gemm" || ("m" in row.shape && row.shape.m === 1));
  return (
    kernelOf(result, (row) => isPlain(row) && row.dataType === "f16") ?? kernelOf(result, isPlain)
  );
};

const decodeOf = (result: Result): GateValue | undefined => {
  const row = result.decode.find((each) => each.batch === 1 && proved(each));
  return (
    row && {
      name: "decode",
      subject: `${row.model} ${row.dataType} ${row.includes}`,
      seconds: row.secondsPerStep.median,
    }
  );
};

const prefillOf = (result: Result): GateValue | undefined => {
  const row = result.prefill.find(proved);
  return (
    row && {
      name: "prefill",
      subject: `${row.model} ${row.dataType} ${row.includes} ${row.promptTokens} tokens`,
      seconds: row.seconds.median / row.promptTokens,
    }
  );
};

const readers: Readonly<Record<GateMetricName, (result: Result) => GateValue | undefined>> = {
  decode: decodeOf,
  prefill: prefillOf,
  memory: (result) =>
    perUnit(
      "memory",
      kernelOf(result, ({ id }) => id === ceilingKernels.read),
      "bytes",
    ),
  arithmetic: (result) =>
    perUnit(
      "arithmetic",
      kernelOf(result, ({ id }) => id === ceilingKernels.multiplyAddF32),
      "flops",
    ),
  gemv: (result) => perUnit("gemv", matrixOf(result, "gemv"), "bytes"),
  gemm: (result) => perUnit("gemm", matrixOf(result, "gemm"), "flops"),
};

/** A named metric of a run; undefined where the run did not measure it, or its output was wrong. */
export const gateValue = (result: Result, name: GateMetricName): GateValue | undefined =>
  readers[name](result);
