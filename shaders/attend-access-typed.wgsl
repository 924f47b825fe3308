// What attention asks of the matrix unit beside matrix-access-typed.wgsl: weights as left operands, from tileP with its
// own stride, rows of tileW as rows of right operands, and results back from `scratch`.

alias Weight = f16;

fn keepWeight(to: u32, weight: f32) {
  tileP[to] = f16(weight);
}

fn loadWeights(first: u32) -> Left {
  return subgroupMatrixLoad<Left, row_major>(&tileP, first, WEIGHT_STRIDE);
}

fn loadValues(first: u32) -> Right {
  return subgroupMatrixLoad<Right, row_major>(&tileW, first / PER_STORED, STRIDE / PER_STORED);
}

fn loadResult(first: u32, lane: u32) -> Result {
  return subgroupMatrixLoad<Result, row_major>(&scratch, first, UNIT_N);
}
