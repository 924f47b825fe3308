import { bytesPerWeight, dataTypes, type DataType } from "../domain/dataType.ts";
import type { KernelRow } from "../domain/result.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import type { MatrixShape } from "../domain/work.ts";

/** What storing weights in a type buys, as a multiple of f16's speed at the same shape. */
export interface DataTypeComparison {
  readonly dataType: DataType;
  readonly bytesPerWeight: Bytes;
  /** Undefined where either of the two was not measured at the shape. */
  readonly decodeSpeedUp: number | undefined;
  readonly prefillSpeedUp: number | undefined;
}

export interface DataTypeTable {
  /** Of the matrix-vector products; undefined where f16 was not measured. */
  readonly decodeShape: MatrixShape | undefined;
  /** Of the matrix products; undefined where f16 was not measured. */
  readonly prefillShape: MatrixShape | undefined;
  /** Types that were measured in either phase, the largest first. */
  readonly rows: readonly DataTypeComparison[];
}

interface Timed {
  readonly dataType: DataType;
  readonly shape: MatrixShape;
  readonly seconds: Seconds;
}

const baseline: DataType = "f16";

/** Proved products: of one token with weights from memory, or of many tokens. */
const timedOf = (kernels: readonly KernelRow[], operation: "gemv" | "gemm"): readonly Timed[] =>
  kernels.flatMap((row) => {
    const { shape, seconds, dataType, verification } = row;
    if (row.operation !== operation || verification.status === "failed") return [];
    if (seconds === undefined || !("m" in shape)) return [];
    const isOneToken = shape.m === 1 && row.residency === "memory";
    return operation === "gemv" && !isOneToken
      ? []
      : [{ dataType, shape, seconds: seconds.median }];
  });

const isSameShape = (a: MatrixShape, b: MatrixShape): boolean =>
  a.m === b.m && a.n === b.n && a.k === b.k;

/** The fastest kernel of each type at one shape. */
const fastestAt = (
  timed: readonly Timed[],
  shape: MatrixShape,
): Readonly<Partial<Record<DataType, Seconds>>> => {
  const best: Partial<Record<DataType, Seconds>> = {};
  for (const row of timed.filter((each) => isSameShape(each.shape, shape))) {
    best[row.dataType] = Math.min(best[row.dataType] ?? Infinity, row.seconds);
  }
  return best;
};

const weightsOf = ({ n, k }: MatrixShape): number => n * k;

/** Of the shapes that f16 was measured at, the one with most types beside it, then the largest. */
const commonShape = (timed: readonly Timed[]): MatrixShape | undefined =>
  timed
    .filter(({ dataType }) => dataType === baseline)
    .map(({ shape }) => ({ shape, types: Object.keys(fastestAt(timed, shape)).length }))
    .toSorted((a, b) => b.types - a.types || weightsOf(b.shape) - weightsOf(a.shape))[0]?.shape;

interface AtOneShape {
  readonly shape: MatrixShape | undefined;
  readonly seconds: Readonly<Partial<Record<DataType, Seconds>>>;
}

const atCommonShape = (kernels: readonly KernelRow[], operation: "gemv" | "gemm"): AtOneShape => {
  const timed = timedOf(kernels, operation);
  const shape = commonShape(timed);
  return { shape, seconds: shape ? fastestAt(timed, shape) : {} };
};

const speedUp = ({ seconds }: AtOneShape, dataType: DataType): number | undefined => {
  const [own, other] = [seconds[dataType], seconds[baseline]];
  return own === undefined || other === undefined ? undefined : other / own;
};

/** Each data type's matrix-vector and matrix products beside f16's at the same shape. */
export const dataTypeComparison = (kernels: readonly KernelRow[]): DataTypeTable => {
  const decode = atCommonShape(kernels, "gemv");
  const prefill = atCommonShape(kernels, "gemm");
  const rows = dataTypes.flatMap((dataType): readonly DataTypeComparison[] => {
    const decodeSpeedUp = speedUp(decode, dataType);
    const prefillSpeedUp = speedUp(prefill, dataType);
    return decodeSpeedUp === undefined && prefillSpeedUp === undefined
      ? []
      : [{ dataType, bytesPerWeight: bytesPerWeight(dataType), decodeSpeedUp, prefillSpeedUp }];
  });
  return { decodeShape: decode.shape, prefillShape: prefill.shape, rows };
};
