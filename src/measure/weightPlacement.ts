import { regenerate, type WordFormat } from "../kernels/inputs.ts";
import { blockBytes, rowLayout, weightRowBytes } from "../kernels/matrixLayout.ts";
import type { Bytes } from "../domain/units.ts";

/** One buffer of weights: its word i was filled as word i of the generator with `seed`. */
export interface ArenaBuffer {
  readonly buffer: GPUBuffer;
  readonly bytes: Bytes;
  readonly seed: number;
}

/** Rows of a matrix that lie in one buffer, hence in one binding. */
export interface WeightSlice {
  readonly source: ArenaBuffer;
  readonly offset: Bytes;
  readonly firstRow: number;
  readonly rows: number;
}

/** A matrix of weights, split by rows where a buffer ends. */
export interface WeightMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly format: WordFormat;
  readonly slices: readonly WeightSlice[];
}

/** Bindings begin at multiples of this, the largest that WebGPU lets a device ask for. */
const alignment: Bytes = 256;
/** GEMM stores four columns at once, so that a slice begins at a multiple of four. */
const rowMultiple = 4;

const alignUp = (bytes: Bytes): Bytes => Math.ceil(bytes / alignment) * alignment;

/** What is to be placed; without a format of its own in that of all. */
export interface MatrixPlace {
  readonly rows: number;
  readonly columns: number;
  readonly format?: WordFormat;
}

/** Lays matrices out one behind the other over the buffers; undefined where they do not fit. */
export const placeMatrices = (
  buffers: readonly ArenaBuffer[],
  places: readonly MatrixPlace[],
  common: WordFormat,
): readonly WeightMatrix[] | undefined => {
  let index = 0;
  let offset = 0;
  const matrices: WeightMatrix[] = [];
  for (const { rows, columns, format = common } of places) {
    const rowBytes = weightRowBytes(columns, format);
    const slices: WeightSlice[] = [];
    for (let firstRow = 0; firstRow < rows;) {
      const source = buffers[index];
      if (!source) return undefined;
      const room = Math.floor((source.bytes - offset) / rowBytes);
      const count = Math.min(
        rows - firstRow,
        room >= rows - firstRow ? room : Math.floor(room / rowMultiple) * rowMultiple,
      );
      if (count > 0) {
        slices.push({ source, offset, firstRow, rows: count });
        offset = alignUp(offset + count * rowBytes);
        firstRow += count;
      }
      if (firstRow < rows) {
        index += 1;
        offset = 0;
      }
    }
    matrices.push({ rows, columns, format, slices });
  }
  return matrices;
};

/** Bytes that a matrix takes in an arena, alignment included. */
export const placedBytes = (rows: number, columns: number, format: WordFormat): Bytes =>
  alignUp(rows * weightRowBytes(columns, format));

/** Regenerates rows of a matrix on the CPU, bit for bit what the GPU holds. */
export class RowReader {
  readonly #matrix: WeightMatrix;
  readonly #words: Uint32Array;
  readonly #dataWords: number;
  readonly #values: Float32Array;

  constructor(matrix: WeightMatrix) {
    this.#matrix = matrix;
    const { blocks, dataBlocks } = rowLayout(matrix.columns, matrix.format);
    this.#words = new Uint32Array((blocks * blockBytes) / 4);
    this.#dataWords = (dataBlocks * blockBytes) / 4;
    this.#values = new Float32Array(this.#dataWords * matrix.format.valuesPerWord);
  }

  /** The values of `row`, `columns` of them and then padding; valid until the next call. */
  row(row: number): Float32Array {
    const { slices, format } = this.#matrix;
    const slice = slices.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
    if (!slice) throw new RangeError(`row ${row} of ${this.#matrix.rows}`);
    const first = slice.offset / 4 + (row - slice.firstRow) * this.#words.length;
    const weights = this.#words.subarray(0, this.#dataWords);
    const scales = this.#words.subarray(this.#dataWords);
    regenerate(format.pattern, slice.source.seed, first, weights);
    if (format.scales) {
      regenerate(format.scales.pattern, slice.source.seed, first + this.#dataWords, scales);
    }
    format.decode(this.#words, this.#values, this.#dataWords);
    return this.#values;
  }
}
