// mxfp4 weights (Open Compute Project, Microscaling Formats 1.0): a 16-byte block holds a group of 32
// numbers of sign, two bits of exponent and one of mantissa; behind a row's groups come their scales,
// powers of two as 8-bit exponents, four to a word. Nibbles 0 to 7 of a word are its weights 0 to 7.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

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

fn dot8(word: u32, low: vec4f, high: vec4f) -> f32 {
  return dot(firstFour(word), low) + dot(lastFour(word), high);
}

fn dotGroup(start: u32, group: u32, inputs: array<vec4f, 8>) -> f32 {
  let block = weights[start + group];
  let sum = (dot8(block.x, inputs[0], inputs[1]) + dot8(block.y, inputs[2], inputs[3])) +
    (dot8(block.z, inputs[4], inputs[5]) + dot8(block.w, inputs[6], inputs[7]));
  return scaleOf(start, group) * sum;
}

// The products of one block of four rows with the input, summed for each row.
fn dotRows(starts: vec4u, block: u32, input: u32) -> vec4f {
  let first = input + 8u * block;
  let inputs = array<vec4f, 8>(
    x[first], x[first + 1u], x[first + 2u], x[first + 3u],
    x[first + 4u], x[first + 5u], x[first + 6u], x[first + 7u],
  );
  return vec4f(
    dotGroup(starts.x, block, inputs),
    dotGroup(starts.y, block, inputs),
    dotGroup(starts.z, block, inputs),
    dotGroup(starts.w, block, inputs),
  );
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let group = octet / 4u;
  let word = weights[start + group][octet % 4u];
  let scale = scaleOf(start, group);
  return array<vec4f, 2>(scale * firstFour(word), scale * lastFour(word));
}
