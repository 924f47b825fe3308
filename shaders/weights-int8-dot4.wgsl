// int8 weights for dot4I8Packed: a 16-byte block holds 16, half a group of the input.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

const BLOCKS_PER_GROUP = 2u;

// Eight values of the input in the order of the weights.
fn packOctet(low: vec4i, high: vec4i) -> vec2u {
  return vec2u(pack4xI8(low), pack4xI8(high));
}

fn dot16(block: vec4u, a: vec2u, b: vec2u) -> f32 {
  return f32((dot4I8Packed(block.x, a.x) + dot4I8Packed(block.y, a.y)) +
    (dot4I8Packed(block.z, b.x) + dot4I8Packed(block.w, b.y)));
}

// The products of one block of four rows with block `local` of the input in workgroup memory.
fn dotRows(starts: vec4u, block: u32, local: u32) -> vec4f {
  let a = packed[2u * local];
  let b = packed[2u * local + 1u];
  return scales[local / 2u] * vec4f(
    dot16(weights[starts.x + block], a, b),
    dot16(weights[starts.y + block], a, b),
    dot16(weights[starts.z + block], a, b),
    dot16(weights[starts.w + block], a, b),
  );
}
