// Rows of 16-byte blocks of 8 weights. Goes with a part that multiplies one block with eight values (dot8).

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
