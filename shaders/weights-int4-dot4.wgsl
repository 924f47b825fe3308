// int4 weights for dot4I8Packed: a 16-byte block holds 32, a group of the weights and one of the input; the
// layout is that of weights-int4.wgsl.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

const BLOCKS_PER_GROUP = 1u;

// Eight values of the input as the low and the high nibbles of a word hold their weights.
fn packOctet(low: vec4i, high: vec4i) -> vec2u {
  return vec2u(
    pack4xI8(vec4i(low.x, high.x, low.y, high.y)),
    pack4xI8(vec4i(low.z, high.z, low.w, high.w)),
  );
}

// nibble - 8 in each byte of a word of nibbles; the set top bits keep each byte's borrow to itself.
fn signed(nibbles: u32) -> u32 {
  return (((nibbles & 0x0f0f0f0fu) | 0x80808080u) - 0x08080808u) ^ 0x80808080u;
}

fn dot8(word: u32, input: vec2u) -> i32 {
  return dot4I8Packed(signed(word), input.x) + dot4I8Packed(signed(word >> 4u), input.y);
}

fn scaleOf(start: u32, group: u32) -> f32 {
  let block = weights[start + parameters.dataBlocks + group / 8u];
  return unpack2x16float(block[group / 2u % 4u])[group % 2u];
}

fn dotGroup(start: u32, group: u32, local: u32) -> f32 {
  let block = weights[start + group];
  let first = 4u * local;
  let sum = (dot8(block.x, packed[first]) + dot8(block.y, packed[first + 1u])) +
    (dot8(block.z, packed[first + 2u]) + dot8(block.w, packed[first + 3u]));
  return scaleOf(start, group) * f32(sum);
}

// The products of one block of four rows with block `local` of the input in workgroup memory.
fn dotRows(starts: vec4u, block: u32, local: u32) -> vec4f {
  return scales[local] * vec4f(
    dotGroup(starts.x, block, local),
    dotGroup(starts.y, block, local),
    dotGroup(starts.z, block, local),
    dotGroup(starts.w, block, local),
  );
}
