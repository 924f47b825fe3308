import { describe, expect, it } from "vitest";
import {
  f16Words,
  f32Words,
  hash,
  int4Words,
  int8Words,
  mxfp4Words,
  regenerate,
  type WordFormat,
} from "../../../src/kernels/inputs.ts";

/** lowbias32 with whole numbers of any length. */
const exactHash = (value: bigint): bigint => {
  const word = (1n << 32n) - 1n;
  let h = value & word;
  h = ((h ^ (h >> 16n)) * 0x7feb352dn) & word;
  h = ((h ^ (h >> 15n)) * 0x846ca68bn) & word;
  return h ^ (h >> 16n);
};

describe("the hash", () => {
  it.each([0, 1, 2, 7, 0x5eed, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff])(
    "of %i is that of whole numbers of any length",
    (value) => {
      expect(hash(value)).toBe(Number(exactHash(BigInt(value))));
    },
  );

  it("takes a negative number for its 32 bits", () => {
    expect(hash(-1)).toBe(hash(0xffffffff));
  });

  it("gives no word twice in 2^16", () => {
    expect(new Set(Array.from({ length: 2 ** 16 }, (_, value) => hash(value))).size).toBe(2 ** 16);
  });
});

/** The value of 16 bits by IEEE 754, with all its cases. */
const f16 = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (mantissa / 1024);
  if (exponent === 31) return mantissa ? Number.NaN : sign * Infinity;
  return sign * 2 ** (exponent - 15) * (1 + mantissa / 1024);
};

const nibble = (row: DataView, index: number): number =>
  (row.getUint32(4 * Math.floor(index / 8), true) >>> (4 * (index % 8))) & 0xf;

/** What weight `index` of a stored row of `dataBytes` of weights is, read byte by byte. */
const readers: Readonly<
  Record<string, (row: DataView, index: number, dataBytes: number) => number>
> = {
  f32: (row, index) => row.getFloat32(4 * index, true),
  f16: (row, index) => f16(row.getUint16(2 * index, true)),
  int8: (row, index) => row.getInt8(index),
  int4: (row, index, dataBytes) => {
    const scale = f16(row.getUint16(dataBytes + 2 * Math.floor(index / 32), true));
    // Even places lie in the low half of a word, odd ones in the high half.
    const inWord = index % 8;
    const place = index - inWord + Math.floor(inWord / 2) + 4 * (inWord % 2);
    return (nibble(row, place) - 8) * scale;
  },
  mxfp4: (row, index, dataBytes) => {
    const scale = 2 ** (row.getUint8(dataBytes + Math.floor(index / 32)) - 127);
    const code = nibble(row, index);
    const exponent = (code >>> 1) & 3;
    const mantissa = code & 1;
    const magnitude = exponent === 0 ? mantissa / 2 : 2 ** (exponent - 1) * (1 + mantissa / 2);
    return (code & 8 ? -magnitude : magnitude) * scale;
  },
};

const formats: readonly (readonly [string, WordFormat])[] = [
  ["f32", f32Words],
  ["f16", f16Words],
  ["int8", int8Words],
  ["int4", int4Words],
  ["mxfp4", mxfp4Words],
];

const dataWords = 2 ** 12;

/** A stored row of `dataWords` words of weights, as the GPU fills it. */
const storedRow = (format: WordFormat, seed: number) => {
  const weights = dataWords * format.valuesPerWord;
  const { weightsPerGroup, bytesPerGroup, pattern } = format.scales ?? {
    weightsPerGroup: 1,
    bytesPerGroup: 0,
    pattern: format.pattern,
  };
  const scaleWords = ((weights / weightsPerGroup) * bytesPerGroup) / 4;
  const row = new Uint32Array(dataWords + scaleWords);
  regenerate(format.pattern, seed, 0, row.subarray(0, dataWords));
  regenerate(pattern, seed, dataWords, row.subarray(dataWords));
  const values = new Float32Array(weights);
  format.decode(row, values, dataWords);
  return { row, values };
};

describe.each(formats)("words of %s", (name, format) => {
  const { row, values } = storedRow(format, 99);

  it("are decoded bit for bit as the type defines them", () => {
    const view = new DataView(row.buffer);
    const expected = Float32Array.from(values, (_, i) => readers[name]!(view, i, 4 * dataWords));
    expect(values).toEqual(expected);
  });

  it("have the root mean square that chains are scaled by", () => {
    const meanSquare = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    expect(Math.sqrt(meanSquare) / format.rootMeanSquare).toBeCloseTo(1, 1);
  });

  it("have no mean that could add up through a chain of products", () => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // A product of k columns takes a mean √k · |mean| / rms times as far, and k goes to 14,336.
    const fourDeviations = (4 * format.rootMeanSquare) / Math.sqrt(values.length / 32);
    expect(Math.abs(mean)).toBeLessThan(format.rootMeanSquare / Math.sqrt(14_336) + fourDeviations);
  });
});

describe.each(formats.slice(0, 2))("floats of %s", (_, format) => {
  it("are never zero, subnormal, infinite or NaN", () => {
    const magnitudes = storedRow(format, 5).values.map(Math.abs);
    expect(magnitudes.every((magnitude) => magnitude >= 0.5 && magnitude < 1)).toBe(true);
  });

  it("have either sign", () => {
    const { values } = storedRow(format, 5);
    const negative = values.filter((value) => value < 0).length / values.length;
    expect(negative).toBeCloseTo(0.5, 1);
  });
});

describe("regenerated words", () => {
  it("do not depend on where one begins", () => {
    const whole = new Uint32Array(100);
    const part = new Uint32Array(10);
    regenerate(f32Words.pattern, 3, 0, whole);
    regenerate(f32Words.pattern, 3, 40, part);
    expect(part).toEqual(whole.slice(40, 50));
  });

  it("differ with the seed", () => {
    const one = new Uint32Array(100);
    const other = new Uint32Array(100);
    regenerate(f16Words.pattern, hash(1), 0, one);
    regenerate(f16Words.pattern, hash(2), 0, other);
    expect(one.filter((word, i) => word === other[i]).length).toBeLessThan(3);
  });

  it("go on past 2^32", () => {
    const words = new Uint32Array(2);
    regenerate({ keep: 0xffffffff, set: 0 }, 0xffffffff, 0, words);
    expect([...words]).toEqual([hash(0xffffffff), hash(0)]);
  });
});
