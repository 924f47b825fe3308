import type { MatrixShape } from "../domain/work.ts";
import type { WordFormat } from "./inputs.ts";

const blockBytes = 16;

/** 16-byte blocks in a stored row of `k` weights. */
export const weightBlocks = (k: number, format: WordFormat): number =>
  Math.ceil((k * 4) / format.valuesPerWord / blockBytes);

export const weightRowBytes = (k: number, format: WordFormat): number =>
  weightBlocks(k, format) * blockBytes;

/** f32 values from one row of activations to the next: enough for whole blocks of f16 weights. */
export const activationStride = (width: number): number => Math.ceil(width / 8) * 8;

export const activationBytes = (rows: number, width: number): number =>
  rows * activationStride(width) * 4;

/** A part of W's rows that lies in one binding. */
export interface RowRange {
  readonly firstRow: number;
  readonly rows: number;
}

export interface MatrixCall {
  readonly shape: MatrixShape;
  readonly rows: RowRange;
  readonly format: WordFormat;
  /** f32 values from one row of A to the next; more than `activationStride(k)` where A is wider. */
  readonly inputStride: number;
  /** f32 values before A's first row. */
  readonly inputOffset: number;
  readonly scale: number;
}

/** The words after `firstWorkgroup` and `endWorkgroup` of a matrix kernel's `Parameters`. */
export const matrixParameters = ({
  shape,
  rows,
  format,
  inputStride,
  inputOffset,
  scale,
}: MatrixCall): Uint32Array => {
  const words = new Uint32Array([
    shape.m,
    rows.rows,
    shape.k,
    weightBlocks(shape.k, format),
    inputStride / 4,
    inputOffset / 4,
    activationStride(shape.n),
    rows.firstRow,
    0,
  ]);
  new Float32Array(words.buffer)[8] = scale;
  return words;
};
