// mxfp4 weights (Open Compute Project, Microscaling Formats 1.0): a 16-byte block holds a group of 32
// numbers of sign, two bits of exponent and one of mantissa; behind a row's groups come their scales,
// powers of two as 8-bit exponents, four to a word. Nibbles 0 to 7 of a word are its weights 0 to 7.
// Goes with groups-of-32.wgsl.

// Twice the magnitudes 0, 0.5, 1, 1.5, 2, 3, 4, 6, a byte each.
const LOW_MAGNITUDES = 0x03020100u;
const HIGH_MAGNITUDES = 0x0c080604u;

// The weight in the lowest nibble.
fn element(nibble: u32) -> f32 {
  let table = select(LOW_MAGNITUDES, HIGH_MAGNITUDES, (nibble & 4u) != 0u);
  let magnitude = 0.5 * f32((table >> (8u * (nibble & 3u))) & 0xffu);
  return select(magnitude, -magnitude, (nibble & 8u) != 0u);
}

fn firstFour(word: u32) -> vec4f {
  return vec4f(element(word), element(word >> 4u), element(word >> 8u), element(word >> 12u));
}

fn lastFour(word: u32) -> vec4f {
  return firstFour(word >> 16u);
}

fn scaleOf(start: u32, group: u32) -> f32 {
  let block = weights[start + parameters.dataBlocks + group / 16u];
  let exponent = (block[group / 4u % 4u] >> (8u * (group % 4u))) & 0xffu;
  return bitcast<f32>(exponent << 23u);
}
