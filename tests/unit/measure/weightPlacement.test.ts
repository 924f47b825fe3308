import { describe, expect, it } from "vitest";
import { dataTypes } from "../../../src/domain/dataType.ts";
import { hash } from "../../../src/kernels/inputs.ts";
import { weightRowBytes } from "../../../src/kernels/matrixLayout.ts";
import { weightTypes } from "../../../src/kernels/weightTypes.ts";
import {
  placedBytes,
  placeMatrices,
  RowReader,
  type ArenaBuffer,
  type WeightMatrix,
} from "../../../src/measure/weightPlacement.ts";

const { f16, f32, int4 } = weightTypes;

const buffersOf = (...sizes: readonly number[]): readonly ArenaBuffer[] =>
  sizes.map((bytes, index) => ({
    buffer: { label: `buffer ${index}` } as GPUBuffer,
    bytes,
    seed: hash(index),
  }));

const place = (
  buffers: readonly ArenaBuffer[],
  shapes: readonly (readonly [rows: number, columns: number])[],
  format = f32.format,
): readonly WeightMatrix[] => {
  const wanted = shapes.map(([rows, columns]) => ({ rows, columns }));
  const matrices = placeMatrices(buffers, wanted, format);
  if (!matrices) throw new Error("they do not fit");
  return matrices;
};

const slicesOf = ({ slices }: WeightMatrix) =>
  slices.map(({ source, offset, firstRow, rows }) => [source.buffer.label, offset, firstRow, rows]);

describe("matrices in buffers", () => {
  it("lie one behind the other, each at a multiple of 256 bytes", () => {
    // Rows of 20 weights take 80 bytes.
    const [first, second] = place(buffersOf(4096), [
      [3, 20],
      [10, 20],
    ]);
    expect(slicesOf(first!)).toEqual([["buffer 0", 0, 0, 3]]);
    expect(slicesOf(second!)).toEqual([["buffer 0", 256, 0, 10]]);
  });

  it("go on in the next buffer, after a multiple of four rows", () => {
    const [matrix] = place(buffersOf(1024, 4096), [[20, 20]]);
    // 12.8 rows fit the first.
    expect(slicesOf(matrix!)).toEqual([
      ["buffer 0", 0, 0, 12],
      ["buffer 1", 0, 12, 8],
    ]);
  });

  it("fill a buffer to the last row where they end there", () => {
    const [matrix] = place(buffersOf(1040), [[13, 20]]);
    expect(slicesOf(matrix!)).toEqual([["buffer 0", 0, 0, 13]]);
  });

  it("leave out a buffer that has no room for four rows", () => {
    const [matrix] = place(buffersOf(256, 8192), [[9, 20]]);
    expect(slicesOf(matrix!)).toEqual([["buffer 1", 0, 0, 9]]);
  });

  it("are not placed where they do not fit", () => {
    const wanted = [{ rows: 13, columns: 20 }];
    expect(placeMatrices(buffersOf(1039), wanted, f32.format)).toBeUndefined();
    expect(placeMatrices([], wanted, f32.format)).toBeUndefined();
    expect(placeMatrices(buffersOf(1040), wanted, f32.format)).toBeDefined();
  });

  it("take the bytes that are reckoned with", () => {
    expect(placedBytes(3, 20, f32.format)).toBe(256);
    expect(placedBytes(10, 20, f32.format)).toBe(1024);
    expect(placedBytes(16, 32, int4.format)).toBe(16 * 32);
  });

  it.each(dataTypes)("of %s never overlap, and no row is missing", (dataType) => {
    const { format } = weightTypes[dataType];
    const shapes = [
      [33, 67],
      [1, 1],
      [257, 129],
      [4, 4096],
    ] as const;
    const matrices = place(buffersOf(20_000, 9_999, 70_000, 200_000), shapes, format);
    const taken = new Map<string, number>();
    for (const { rows, columns, slices } of matrices) {
      let next = 0;
      for (const slice of slices) {
        const { label } = slice.source.buffer;
        const end = slice.offset + slice.rows * weightRowBytes(columns, format);
        expect(slice.offset % 256).toBe(0);
        expect(slice.offset).toBeGreaterThanOrEqual(taken.get(label) ?? 0);
        expect(end).toBeLessThanOrEqual(slice.source.bytes);
        expect(slice.firstRow).toBe(next);
        expect(slice.firstRow % 4).toBe(0);
        taken.set(label, end);
        next += slice.rows;
      }
      expect(next).toBe(rows);
    }
  });
});

describe("a reader of rows", () => {
  /** The f16 in the given half of word `index` of a buffer with this seed. */
  const f16At = (seed: number, index: number, half: 0 | 1): number => {
    const bits = (((hash((seed + index) | 0) & 0x83ff83ff) | 0x38003800) >>> (16 * half)) & 0xffff;
    return (bits & 0x8000 ? -1 : 1) * 0.5 * (1 + (bits & 0x3ff) / 1024);
  };

  it("gives what the words at its place hold", () => {
    // Rows of 20 f16 take 48 bytes, 12 words.
    const [, second] = place(
      buffersOf(4096),
      [
        [5, 20],
        [9, 20],
      ],
      f16.format,
    );
    const row = new RowReader(second!).row(3);
    const firstWord = 256 / 4 + 3 * 12;
    const expected = Array.from({ length: 20 }, (_, i) =>
      f16At(hash(0), firstWord + (i >> 1), (i & 1) as 0 | 1),
    );
    expect(Array.from(row.subarray(0, 20))).toEqual(expected);
  });

  it("begins anew with each buffer", () => {
    const [split] = place(buffersOf(1024, 4096), [[20, 20]], f32.format);
    const reader = new RowReader(split!);
    const bits = (hash(hash(1)) & 0x807fffff) | 0x3f000000;
    expect(new Uint32Array(reader.row(12).slice(0, 1).buffer)[0]).toBe(bits >>> 0);
    const last = reader.row(11).slice();
    expect(reader.row(12)).not.toEqual(last);
  });

  it("knows no row past the last", () => {
    const [matrix] = place(buffersOf(4096), [[5, 20]]);
    expect(() => new RowReader(matrix!).row(5)).toThrow(RangeError);
  });
});
