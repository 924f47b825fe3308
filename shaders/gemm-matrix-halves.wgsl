// A rounded to f16, and weights as weights-*.wgsl decodes them, rounded where f16 does not hold them. Goes
// before gemm-matrix.wgsl.

alias WeightOctet = array<vec4f, 2>;

fn prepare(tileRow: u32, invocation: u32) {}

fn keepInputs(to: u32, row: u32, values: array<vec4f, 2>) {
  keepA(to, values[0]);
  keepA(to + 4u, values[1]);
}

// Eight weights of a column along k; past the end of the row, where A is zero, any weights do.
fn fetchWeights(column: u32, octet: u32) -> WeightOctet {
  let start = min(column, parameters.n - 1u) * parameters.weightBlocks;
  return weightOctet(start, min(octet, (parameters.k - 1u) / 8u));
}

fn keepWeights(to: u32, values: WeightOctet) {
  keepW(to, values[0]);
  keepW(to + 4u, values[1]);
}

fn outputOf(row: u32, sum: Sum) -> f32 {
  return f32(sum);
}
