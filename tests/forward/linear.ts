import type { Numbers } from "./forwardWeights.ts";

/** A matrix within a larger array: `rows` outputs from `columns` inputs, from `offset` on. */
export interface Matrix {
  readonly values: Numbers;
  readonly rows: number;
  readonly columns: number;
  readonly offset?: number;
}

/** W·x, with a bias where there is one: row r's stands at `biasOffset + r`. */
export const multiply = (
  { values, rows, columns, offset = 0 }: Matrix,
  x: Float64Array,
  bias?: Numbers,
  biasOffset = 0,
): Float64Array => {
  const y = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const start = offset + row * columns;
    let sum = bias ? bias[biasOffset + row]! : 0;
    for (let column = 0; column < columns; column += 1) sum += values[start + column]! * x[column]!;
    y[row] = sum;
  }
  return y;
};

/** x / √(mean of x² + epsilon) times the weights, of values `from` to `from + weights.length`. */
export const rootMeanSquareNorm = (
  x: Float64Array,
  weights: Numbers,
  epsilon: number,
  from = 0,
): Float64Array => {
  let squares = 0;
  for (let i = 0; i < weights.length; i += 1) squares += x[from + i]! ** 2;
  const scale = 1 / Math.sqrt(squares / weights.length + epsilon);
  return Float64Array.from(weights, (weight, i) => x[from + i]! * scale * weight);
};

export const add = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value + b[i]!);

/** e^value over the sum of all of them and of e^sink, where a sink takes part. */
export const softmax = (values: Float64Array, sink?: number): Float64Array => {
  const largest = values.reduce((most, value) => Math.max(most, value), sink ?? -Infinity);
  const powers = values.map((value) => Math.exp(value - largest));
  const start = sink === undefined ? 0 : Math.exp(sink - largest);
  const sum = powers.reduce((total, power) => total + power, start);
  return powers.map((power) => power / sum);
};
