/** A float64 result with Σ|w·x|, against which its error is taken. */
export interface ReferenceValue {
  readonly value: number;
  readonly magnitude: number;
}

/** scale · Σ w·x over the first `length` values, in float64. */
export const dot = (
  weights: Float32Array,
  input: Float32Array,
  length: number,
  scale: number,
  inputOffset = 0,
): ReferenceValue => {
  let value = 0;
  let magnitude = 0;
  for (let i = 0; i < length; i++) {
    const product = weights[i]! * input[inputOffset + i]!;
    value += product;
    magnitude += Math.abs(product);
  }
  return { value: scale * value, magnitude: scale * magnitude };
};

/**
 * |actual - expected| as a share of Σ|w·x|; undefined where the actual value is not finite. A sum of
 * nothing but zeros has to be zero: anything else is wrong altogether.
 */
export const relativeError = (
  actual: number,
  { value, magnitude }: ReferenceValue,
): number | undefined => {
  if (!Number.isFinite(actual)) return undefined;
  if (magnitude === 0) return actual === 0 ? 0 : 1;
  return Math.abs(actual - value) / magnitude;
};
