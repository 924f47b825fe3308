// A rounded to f16, and weights as a part with packedOctet brings them, both kept an octet at a time. Goes before
// gemm-matrix.wgsl, with matrix-packed.wgsl.

alias WeightOctet = vec4u;

fn prepare(tileRow: u32, invocation: u32) {}

fn keepInputs(to: u32, row: u32, values: array<vec4f, 2>) {
  tileA[to / 8u] = packed(values);
}

// Eight weights of a column along k; past the end of the row, where A is zero, any weights do.
fn fetchWeights(column: u32, octet: u32) -> WeightOctet {
  let start = min(column, parameters.n - 1u) * parameters.weightBlocks;
  return packedOctet(start, min(octet, (parameters.k - 1u) / 8u));
}

fn keepWeights(to: u32, values: WeightOctet) {
  tileW[to / 8u] = values;
}

fn outputOf(row: u32, sum: Sum) -> f32 {
  return f32(sum);
}
