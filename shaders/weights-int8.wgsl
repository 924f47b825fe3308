// int8 weights packed four to a word, with one scale for the whole matrix: a 16-byte block holds 16.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

fn dot16(block: vec4u, a: vec4f, b: vec4f, c: vec4f, d: vec4f) -> f32 {
  return (dot(vec4f(unpack4xI8(block.x)), a) + dot(vec4f(unpack4xI8(block.y)), b)) +
    (dot(vec4f(unpack4xI8(block.z)), c) + dot(vec4f(unpack4xI8(block.w)), d));
}

// The products of one block of four rows with the input, summed for each row.
fn dotRows(starts: vec4u, block: u32, input: u32) -> vec4f {
  let first = input + 4u * block;
  let a = x[first];
  let b = x[first + 1u];
  let c = x[first + 2u];
  let d = x[first + 3u];
  return vec4f(
    dot16(weights[starts.x + block], a, b, c, d),
    dot16(weights[starts.y + block], a, b, c, d),
    dot16(weights[starts.z + block], a, b, c, d),
    dot16(weights[starts.w + block], a, b, c, d),
  );
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let block = weights[start + octet / 2u];
  let words = select(block.xy, block.zw, octet % 2u == 1u);
  return array<vec4f, 2>(vec4f(unpack4xI8(words.x)), vec4f(unpack4xI8(words.y)));
}
