// f16 weights packed two to a word: a 16-byte block holds 8. Needs no shader-f16.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

fn dot8(block: vec4u, low: vec4f, high: vec4f) -> f32 {
  return dot(vec4f(unpack2x16float(block.x), unpack2x16float(block.y)), low) +
    dot(vec4f(unpack2x16float(block.z), unpack2x16float(block.w)), high);
}

// The products of one block of four rows with the input, summed for each row.
fn dotRows(starts: vec4u, block: u32, input: u32) -> vec4f {
  let low = x[input + 2u * block];
  let high = x[input + 2u * block + 1u];
  return vec4f(
    dot8(weights[starts.x + block], low, high),
    dot8(weights[starts.y + block], low, high),
    dot8(weights[starts.z + block], low, high),
    dot8(weights[starts.w + block], low, high),
  );
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let block = weights[start + octet];
  return array<vec4f, 2>(
    vec4f(unpack2x16float(block.x), unpack2x16float(block.y)),
    vec4f(unpack2x16float(block.z), unpack2x16float(block.w)),
  );
}
