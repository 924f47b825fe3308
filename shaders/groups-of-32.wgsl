// Rows of groups of 32 weights of 4 bits, a 16-byte block each, with a scale for each group. Goes with a part
// that decodes eight weights of a word (firstFour, lastFour) and finds scales (scaleOf).

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

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
