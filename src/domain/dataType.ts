/** What is stored. `f16` is multiplied in f32 where the device lacks `shader-f16`. */
export const dataTypes = ["f32", "f16", "int8", "int4", "mxfp4"] as const;
export type DataType = (typeof dataTypes)[number];

/** Data types of which this build has kernels. */
export const measuredDataTypes = dataTypes;

/** Bits per weight with scales: int4 has an f16 scale, mxfp4 an 8-bit exponent, per group of 32. */
export const bitsPerWeight: Readonly<Record<DataType, number>> = {
  f32: 32,
  f16: 16,
  int8: 8,
  int4: 4.5,
  mxfp4: 4.25,
};

/** Bytes of one weight as stored, its share of the scale included. */
export const bytesPerWeight = (dataType: DataType): number => bitsPerWeight[dataType] / 8;

/** A way through the arithmetic units; each has a ceiling of its own. */
export const computePaths = [
  "f32",
  "f16",
  "dot4I8",
  "matrixF16F32",
  "matrixF16F16",
  "matrixI8I32",
] as const;
export type ComputePath = (typeof computePaths)[number];
