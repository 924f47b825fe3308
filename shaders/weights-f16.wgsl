// f16 weights packed two to a word: a 16-byte block holds 8. Needs no shader-f16.
// Goes with blocks-of-8.wgsl.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

fn dot8(block: vec4u, low: vec4f, high: vec4f) -> f32 {
  return dot(vec4f(unpack2x16float(block.x), unpack2x16float(block.y)), low) +
    dot(vec4f(unpack2x16float(block.z), unpack2x16float(block.w)), high);
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let block = weights[start + octet];
  return array<vec4f, 2>(
    vec4f(unpack2x16float(block.x), unpack2x16float(block.y)),
    vec4f(unpack2x16float(block.z), unpack2x16float(block.w)),
  );
}
