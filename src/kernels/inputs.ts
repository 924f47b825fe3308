/** The 32-bit finaliser of `shaders/fill.wgsl`, bit for bit. */
export const hash = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
};

/**
 * How stored words hold values. Word i of a buffer is `(hash(seed + i) & keep) | set`: sign and
 * mantissa are random, the exponent is fixed, so that every value is an exact dyadic number with a
 * magnitude in [0.5, 1), never zero, subnormal or NaN.
 */
export interface WordFormat {
  readonly valuesPerWord: number;
  readonly keep: number;
  readonly set: number;
  /** Writes the values of `words` into `values`, `valuesPerWord` for each. */
  decode(words: Uint32Array, values: Float32Array): void;
}

const signOf = (word: number, bit: number): number => ((word >>> bit) & 1 ? -1 : 1);

export const f32Words: WordFormat = {
  valuesPerWord: 1,
  keep: 0x807fffff,
  set: 0x3f000000,
  decode: (words, values) => {
    new Uint32Array(values.buffer, values.byteOffset, words.length).set(words);
  },
};

/** Two a word, the first in the low half. */
export const f16Words: WordFormat = {
  valuesPerWord: 2,
  keep: 0x83ff83ff,
  set: 0x38003800,
  decode: (words, values) => {
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      values[2 * i] = (signOf(word, 15) * (1024 + (word & 0x3ff))) / 2048;
      values[2 * i + 1] = (signOf(word, 31) * (1024 + ((word >>> 16) & 0x3ff))) / 2048;
    }
  },
};

/** Root mean square of the values: magnitudes are uniform in [0.5, 1). */
export const inputRootMeanSquare = Math.sqrt((1 - 0.5 ** 3) / 3 / 0.5);

/** Words `first` to `first + words.length` of a buffer filled with `seed`. */
export const regenerate = (
  format: WordFormat,
  seed: number,
  first: number,
  words: Uint32Array,
): void => {
  for (let i = 0; i < words.length; i++) {
    words[i] = (hash((seed + first + i) | 0) & format.keep) | format.set;
  }
};
