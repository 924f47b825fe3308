import type { Verification } from "../domain/result.ts";
import type { MatrixShape } from "../domain/work.ts";
import { dot, relativeError, type ReferenceValue } from "../kernels/reference.ts";
import type { Random } from "./random.ts";
import { RowReader, type WeightMatrix } from "./weightPlacement.ts";

/** Everything needed to check C = scale · A·Wᵀ on the CPU. */
export interface MatrixProof {
  readonly shape: MatrixShape;
  readonly matrix: WeightMatrix;
  readonly input: Float32Array;
  readonly inputStride: number;
  readonly output: Float32Array;
  readonly outputStride: number;
  readonly scale: number;
  readonly tolerance: number;
  /** Columns of C that one workgroup owns. */
  readonly tileColumns: number;
}

/** Up to this many weights every output of a GEMV is checked; above, a row of every tile. */
const wholeWeights = 2 ** 21;

const isWhole = ({ n, k }: MatrixShape): boolean => n * k <= wholeWeights;

class Worst {
  error = 0;
  reason: string | undefined;

  add(error: number | undefined, tolerance: number, where: string): void {
    if (error === undefined) this.reason ??= `${where} is not a number`;
    else if (error > tolerance) this.reason ??= `${where} is off by ${error.toExponential(1)}`;
    this.error = Math.max(this.error, error ?? 0);
  }

  verification(tolerance: number): Verification {
    return {
      status: this.reason === undefined ? "passed" : "failed",
      maxRelativeError: this.error,
      tolerance,
      ...(this.reason !== undefined && { reason: this.reason }),
    };
  }
}

/** Rows of W to check: all of a small one, else the first, the last, slice edges and one of every tile. */
const sampledColumns = (
  { shape, matrix, tileColumns }: MatrixProof,
  random: Random,
): readonly number[] => {
  const { n } = shape;
  if (isWhole(shape)) return Array.from({ length: n }, (_, column) => column);
  const tiles = Array.from({ length: Math.ceil(n / tileColumns) }, (_, tile) => {
    const first = tile * tileColumns;
    return first + random.below(Math.min(tileColumns, n - first));
  });
  const edges = matrix.slices.flatMap(({ firstRow, rows }) => [firstRow, firstRow + rows - 1]);
  return [...tiles, ...edges];
};

/** Every output must be a number: what was not written still holds the poison. */
const addUnwritten = (worst: Worst, { shape, output, outputStride }: MatrixProof): void => {
  for (let row = 0; row < shape.m; row++) {
    for (let column = 0; column < shape.n; column++) {
      if (!Number.isFinite(output[row * outputStride + column]!)) {
        worst.add(undefined, 0, `output [${row}, ${column}]`);
        return;
      }
    }
  }
};

/**
 * Compares sampled outputs of a GEMV with float64: for every token where all rows of W are checked, else
 * for a random one each.
 */
export const proveRows = (proof: MatrixProof, random: Random): Verification => {
  const { shape, matrix, input, inputStride, output, outputStride, scale, tolerance } = proof;
  const worst = new Worst();
  addUnwritten(worst, proof);
  const reader = new RowReader(matrix);
  const columns = sampledColumns(proof, random);
  const allTokens = Array.from({ length: shape.m }, (_, token) => token);
  for (const column of columns) {
    const weights = reader.row(column);
    for (const token of isWhole(shape) ? allTokens : [random.below(shape.m)]) {
      const expected = dot(weights, input, shape.k, scale, token * inputStride);
      const error = relativeError(output[token * outputStride + column]!, expected);
      worst.add(error, tolerance, `output [${token}, ${column}]`);
    }
  }
  return worst.verification(tolerance);
};

/** Wᵀ·r and |W|ᵀ·|r| in float64. */
const timesTransposed = (
  matrix: WeightMatrix,
  r: Float64Array,
): { readonly values: Float64Array; readonly magnitudes: Float64Array } => {
  const values = new Float64Array(matrix.columns);
  const magnitudes = new Float64Array(matrix.columns);
  const reader = new RowReader(matrix);
  for (let row = 0; row < matrix.rows; row++) {
    const weights = reader.row(row);
    const factor = r[row]!;
    for (let i = 0; i < matrix.columns; i++) {
      const product = factor * weights[i]!;
      values[i] = values[i]! + product;
      magnitudes[i] = magnitudes[i]! + Math.abs(product);
    }
  }
  return { values, magnitudes };
};

/**
 * Freivalds' test (Probabilistic machines can use less running time, 1977): C·r against A·(Wᵀ·r) for a
 * random r finds any wrong output without forming C. The errors of a row's n outputs have random signs,
 * so that the error of their sum is ‖r‖₂/‖r‖₁ of the sum of their bounds; it is reported on the scale
 * of one output.
 */
export const proveProduct = (proof: MatrixProof, random: Random): Verification => {
  const { shape, matrix, input, inputStride, output, outputStride, scale, tolerance } = proof;
  const worst = new Worst();
  addUnwritten(worst, proof);
  const r = Float64Array.from({ length: shape.n }, () => (random.below(1024) + 1024) / 2048);
  for (let i = 0; i < r.length; i++) if (random.below(2)) r[i] = -r[i]!;
  const sum = r.reduce((total, value) => total + Math.abs(value), 0);
  const narrowing = Math.hypot(...chunkNorms(r)) / sum;
  const { values, magnitudes } = timesTransposed(matrix, r);
  for (let row = 0; row < shape.m; row++) {
    let actual = 0;
    for (let column = 0; column < shape.n; column++) {
      actual += output[row * outputStride + column]! * r[column]!;
    }
    const expected = rowTimes(input, row * inputStride, values, magnitudes, scale);
    const error = relativeError(actual, expected);
    worst.add(error === undefined ? undefined : error / narrowing, tolerance, `row ${row}`);
  }
  return worst.verification(tolerance);
};

/** Norms of pieces of 1,024, since a call takes only so many arguments. */
const chunkNorms = (r: Float64Array): readonly number[] =>
  Array.from({ length: Math.ceil(r.length / 1024) }, (_, i) =>
    Math.hypot(...r.subarray(1024 * i, 1024 * (i + 1))),
  );

const rowTimes = (
  input: Float32Array,
  first: number,
  values: Float64Array,
  magnitudes: Float64Array,
  scale: number,
): ReferenceValue => {
  let value = 0;
  let magnitude = 0;
  for (let i = 0; i < values.length; i++) {
    value += input[first + i]! * values[i]!;
    magnitude += Math.abs(input[first + i]!) * magnitudes[i]!;
  }
  return { value: scale * value, magnitude: scale * magnitude };
};
