// int4 weights: a 16-byte block holds a group of 32, and behind a row's groups come their f16 scales,
// two to a word. A weight is (nibble - 8) · scale. Nibbles 0, 4, 1, 5, 2, 6, 3, 7 of a word are its
// weights 0 to 7, so that each pair lies in the same place of the word's two halves. Goes with
// groups-of-32.wgsl.

// The lowest nibbles of both halves. As the mantissa of an f16 with exponent 10 a nibble reads 1024 more
// than it is: no conversion of integers is needed, and the subtraction is exact.
fn pair(word: u32) -> vec2f {
  return unpack2x16float((word & 0x000f000fu) | 0x64006400u) - vec2f(1032.0);
}

fn firstFour(word: u32) -> vec4f {
  return vec4f(pair(word), pair(word >> 4u));
}

fn lastFour(word: u32) -> vec4f {
  return vec4f(pair(word >> 8u), pair(word >> 12u));
}

fn scaleOf(start: u32, group: u32) -> f32 {
  let block = weights[start + parameters.dataBlocks + group / 8u];
  return unpack2x16float(block[group / 2u % 4u])[group % 2u];
}
