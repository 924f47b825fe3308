/** Half a unit in the last place of f32, relative. */
const f32Rounding = 2 ** -24;

/**
 * Bound on the error of a sum of `k` products in f32 as a share of Σ|w·x|. Rounding errors of random
 * sign grow as √k times half a unit in the last place (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2002, section 2.8); four standard deviations for the tail of many outputs, and one more
 * rounding each for the product and the scale.
 */
export const sumTolerance = (k: number): number => (4 * Math.sqrt(k) + 2) * f32Rounding;

/**
 * Bound for a value that goes through `rounds` multiply-adds in which it hardly changes: then the
 * rounding errors, two a round where the device does not fuse, are alike and add up.
 */
export const recurrenceTolerance = (rounds: number): number => 2 * rounds * f32Rounding;

/** WGSL leaves to the device which of the two nearest f16 it takes. */
const halfRounding = 2 ** -10;

/**
 * Bound on what rounding operands to f16 adds to the error of a sum of `k` products, as a share of Σ|w·x|,
 * where `operands` of each product are rounded. Errors of random sign: they grow as √k and their bound
 * as k; four standard deviations, as above.
 */
export const halvesTolerance = (k: number, operands: number): number =>
  (4 * halfRounding * Math.sqrt(operands)) / Math.sqrt(k);
