const valuesPerGroup = 32;

/** To the nearest whole number, halves to the even one, as WGSL's `round`. */
const roundHalfEven = (value: number): number => {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
};

/** Powers of two down to 2^-120; the shader's scales stop there as well. */
const smallestExponent = -120;
const stepsBelowLargest = 6;

/** The power of two by which values up to `largest` come to at most 128. */
const scaleOf = (largest: number): number => {
  const exponent = Math.max(Math.floor(Math.log2(largest)), smallestExponent);
  return 2 ** (exponent - stepsBelowLargest);
};

/** `values`, brought to int8 with one scale, into `target`. */
const quantise = (values: Float32Array, target: Float32Array): void => {
  const scale = scaleOf(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  for (let i = 0; i < values.length; i++) {
    target[i] = Math.min(127, Math.max(-127, roundHalfEven(values[i]! / scale))) * scale;
  }
};

/**
 * The values of a row after they were brought to int8 in groups of 32, each with a power of two as its
 * scale: exact, since neither scaling nor rounding leaves a choice.
 */
export const int8Groups = (row: Float32Array): Float32Array => {
  const values = new Float32Array(row.length);
  for (let first = 0; first < row.length; first += valuesPerGroup) {
    const end = first + valuesPerGroup;
    quantise(row.subarray(first, end), values.subarray(first, end));
  }
  return values;
};

/** The same with one scale for the whole row. */
export const int8Row = (row: Float32Array): Float32Array => {
  const values = new Float32Array(row.length);
  quantise(row, values);
  return values;
};
