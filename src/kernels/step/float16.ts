/** The value of 16 bits of binary16. */
const halfOf = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0x1f) return mantissa ? Number.NaN : sign * Infinity;
  return exponent === 0
    ? sign * mantissa * 2 ** -24
    : sign * (1024 + mantissa) * 2 ** (exponent - 25);
};

/** f16 values, two to a word, the first in the low half. */
export const decodeHalves = (words: Uint32Array): Float32Array<ArrayBuffer> => {
  const values = new Float32Array(2 * words.length);
  for (let i = 0; i < words.length; i++) {
    values[2 * i] = halfOf(words[i]! & 0xffff);
    values[2 * i + 1] = halfOf(words[i]! >>> 16);
  }
  return values;
};
