import type { MatrixShape } from "../domain/work.ts";
import type { WordFormat } from "./inputs.ts";

const wordsPerBlock = 4;
export const blockBytes = 16;

/** A stored row of weights: whole 16-byte blocks of weights, then whole blocks of their scales. */
export interface RowLayout {
  readonly dataBlocks: number;
  readonly blocks: number;
}

export const rowLayout = (k: number, { valuesPerWord, scales }: WordFormat): RowLayout => {
  const dataBlocks = Math.ceil(k / valuesPerWord / wordsPerBlock);
  if (!scales) return { dataBlocks, blocks: dataBlocks };
  const groups = Math.ceil(k / scales.weightsPerGroup);
  const scaleBlocks = Math.ceil((groups * scales.bytesPerGroup) / blockBytes);
  return { dataBlocks, blocks: dataBlocks + scaleBlocks };
};

export const weightRowBytes = (k: number, format: WordFormat): number =>
  rowLayout(k, format).blocks * blockBytes;

/** A row of activations is padded with zeros to whole groups of 32, as the longest block reads them. */
const activationMultiple = 32;

/** f32 values from one row of activations to the next. */
export const activationStride = (width: number): number =>
  Math.ceil(width / activationMultiple) * activationMultiple;

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
  /** Of a gate and up: the number of their activation, and their outputs are half as many; absent: none. */
  readonly activation?: number;
}

/** The words after `firstWorkgroup` and `endWorkgroup` of a matrix kernel's `Parameters`. */
export const matrixParameters = (call: MatrixCall): Uint32Array => {
  const { shape, rows, format, inputStride, inputOffset, scale, activation } = call;
  const { blocks, dataBlocks } = rowLayout(shape.k, format);
  const words = [
    shape.m,
    rows.rows,
    shape.k,
    blocks,
    dataBlocks,
    inputStride / 4,
    inputOffset / 4,
    activationStride(activation === undefined ? shape.n : shape.n / 2),
    rows.firstRow,
  ];
  const parameters = new Uint32Array([...words, 0, activation ?? 0]);
  new Float32Array(parameters.buffer)[words.length] = scale;
  return parameters;
};
