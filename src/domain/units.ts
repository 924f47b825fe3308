/** SI, unscaled. 1 GB = 1e9 bytes; a multiply-add is 2 FLOP. Only `report/format.ts` scales. */
export type Seconds = number;
export type Bytes = number;
export type BytesPerSecond = number;
export type Flops = number;
export type FlopsPerSecond = number;
export type TokensPerSecond = number;
export type Watts = number;
/** FLOP per byte. */
export type Intensity = number;
/** A share of 1. */
export type Fraction = number;
