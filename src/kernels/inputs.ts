/** The 32-bit finaliser of `shaders/fill.wgsl`, bit for bit. */
export const hash = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Word i of a buffer is `(hash(seed + i) & keep) | set`. */
export interface WordPattern {
  readonly keep: number;
  readonly set: number;
}

/** Scales of groups along a row, which follow the row's weights. */
export interface ScaleFormat {
  readonly weightsPerGroup: number;
  readonly bytesPerGroup: number;
  readonly pattern: WordPattern;
}

/**
 * How a row of weights is stored, as random words that hold exact dyadic numbers: sign and mantissa are
 * random, the exponent of floats is fixed, so that no float is zero, subnormal or NaN. (Codes of 4 and
 * 8 bits are all used, their zero among them.)
 */
export interface WordFormat {
  readonly valuesPerWord: number;
  readonly pattern: WordPattern;
  readonly scales?: ScaleFormat;
  /** Root mean square of the values, which chains of products are scaled by. */
  readonly rootMeanSquare: number;
  /** Writes the values of a stored row, of which `dataWords` hold weights, into `values`. */
  decode(row: Uint32Array, values: Float32Array, dataWords?: number): void;
}

const signOf = (word: number, bit: number): number => ((word >>> bit) & 1 ? -1 : 1);

/** Of magnitudes uniform in [0.5, 1). */
const halfToOne = Math.sqrt((1 - 0.5 ** 3) / 3 / 0.5);

export const f32Words: WordFormat = {
  valuesPerWord: 1,
  pattern: { keep: 0x807fffff, set: 0x3f000000 },
  rootMeanSquare: halfToOne,
  decode: (row, values) => {
    new Uint32Array(values.buffer, values.byteOffset, row.length).set(row);
  },
};

/** A positive or negative f16 with exponent -1 in the 16 bits at `shift`. */
const f16At = (word: number, shift: number): number =>
  (signOf(word, shift + 15) * (1024 + ((word >>> shift) & 0x3ff))) / 2048;

/** Two a word, the first in the low half. */
export const f16Words: WordFormat = {
  valuesPerWord: 2,
  pattern: { keep: 0x83ff83ff, set: 0x38003800 },
  rootMeanSquare: halfToOne,
  decode: (row, values) => {
    for (let i = 0; i < row.length; i++) {
      values[2 * i] = f16At(row[i]!, 0);
      values[2 * i + 1] = f16At(row[i]!, 16);
    }
  },
};

/** Four a word, the first in the lowest byte; the scale is the matrix's own. */
export const int8Words: WordFormat = {
  valuesPerWord: 4,
  pattern: { keep: 0xffffffff, set: 0 },
  rootMeanSquare: Math.sqrt((256 ** 2 - 1) / 12),
  decode: (row, values) => {
    values.set(new Int8Array(row.buffer, row.byteOffset, 4 * row.length));
  },
};

const weightsPerGroup = 32;
const wordsPerGroup = 4;

/** Calls `write` for each of the eight nibbles of each word, with the scale of its group. */
const decodeNibbles = (
  row: Uint32Array,
  dataWords: number,
  scale: (group: number) => number,
  write: (index: number, nibble: number, scale: number) => void,
): void => {
  for (let word = 0; word < dataWords; word++) {
    const own = scale(Math.floor(word / wordsPerGroup));
    for (let i = 0; i < 8; i++) write(8 * word + i, (row[word]! >>> (4 * i)) & 0xf, own);
  }
};

/**
 * (nibble - 8) · scale, groups of 32 with an f16 scale of either sign: the mean of nibbles is not 8, and
 * in a chain of products a mean of the weights would grow without bound. Nibble i of a word is its weight
 * 2·(i mod 4) + ⌊i / 4⌋, so that a pair of weights lies in the same place of the word's two halves.
 */
export const int4Words: WordFormat = {
  valuesPerWord: 8,
  pattern: { keep: 0xffffffff, set: 0 },
  scales: {
    weightsPerGroup,
    bytesPerGroup: 2,
    pattern: { keep: 0x83ff83ff, set: 0x38003800 },
  },
  rootMeanSquare: halfToOne * Math.sqrt((16 ** 2 - 1) / 12 + 0.25),
  decode: (row, values, dataWords = row.length) => {
    const scale = (group: number): number =>
      f16At(row[dataWords + Math.floor(group / 2)]!, 16 * (group % 2));
    decodeNibbles(row, dataWords, scale, (index, nibble, own) => {
      const i = index % 8;
      values[index - i + 2 * (i % 4) + Math.floor(i / 4)] = (nibble - 8) * own;
    });
  },
};

const mxfp4Magnitudes = [0, 0.5, 1, 1.5, 2, 3, 4, 6] as const;
const mxfp4MeanSquare =
  mxfp4Magnitudes.reduce((sum: number, value) => sum + value ** 2, 0) / mxfp4Magnitudes.length;
/** Of 2^-7, 2^-6, 2^-5 and 2^-4, the scales that the pattern gives. */
const mxfp4ScaleMeanSquare = (2 ** -14 + 2 ** -12 + 2 ** -10 + 2 ** -8) / 4;

/**
 * Sign, two bits of exponent, one of mantissa; groups of 32 with a power of two as an 8-bit exponent
 * (Open Compute Project, Microscaling Formats 1.0, 2023, section 5.3).
 */
export const mxfp4Words: WordFormat = {
  valuesPerWord: 8,
  pattern: { keep: 0xffffffff, set: 0 },
  scales: {
    weightsPerGroup,
    bytesPerGroup: 1,
    pattern: { keep: 0x03030303, set: 0x78787878 },
  },
  rootMeanSquare: Math.sqrt(mxfp4MeanSquare * mxfp4ScaleMeanSquare),
  decode: (row, values, dataWords = row.length) => {
    const scale = (group: number): number => {
      const word = row[dataWords + Math.floor(group / 4)]!;
      return 2 ** (((word >>> (8 * (group % 4))) & 0xff) - 127);
    };
    decodeNibbles(row, dataWords, scale, (index, nibble, own) => {
      values[index] = signOf(nibble, 3) * mxfp4Magnitudes[nibble & 7]! * own;
    });
  },
};

/** Words `first` to `first + words.length` of a buffer filled with `seed` and one pattern. */
export const regenerate = (
  { keep, set }: WordPattern,
  seed: number,
  first: number,
  words: Uint32Array,
): void => {
  for (let i = 0; i < words.length; i++) {
    words[i] = (hash((seed + first + i) | 0) & keep) | set;
  }
};
