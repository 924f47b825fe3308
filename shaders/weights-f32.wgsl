// f32 weights: a 16-byte block holds 4.

@group(0) @binding(1) var<storage, read> weights: array<vec4f>;

// The products of one block of four rows with the input, summed for each row.
fn dotRows(starts: vec4u, block: u32, input: u32) -> vec4f {
  let values = x[input + block];
  return vec4f(
    dot(weights[starts.x + block], values),
    dot(weights[starts.y + block], values),
    dot(weights[starts.z + block], values),
    dot(weights[starts.w + block], values),
  );
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  return array<vec4f, 2>(weights[start + 2u * octet], weights[start + 2u * octet + 1u]);
}
