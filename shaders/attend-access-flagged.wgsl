// What attention asks of the matrix unit beside matrix-access-flagged.wgsl: weights as left operands, from tileP with
// its own stride, rows of tileW as rows of right operands, and results back from `scratch`.

alias Weight = f16;

fn keepWeight(to: u32, weight: f32) {
  tileP[to] = f16(weight);
}

fn loadWeights(first: u32) -> Left {
  return subgroupMatrixLoad<Left>(&tileP, first, false, WEIGHT_STRIDE);
}

fn loadValues(first: u32) -> Right {
  return subgroupMatrixLoad<Right>(&tileW, first, false, STRIDE);
}

fn loadResult(first: u32, lane: u32) -> Result {
  return subgroupMatrixLoad<Result>(&scratch, first, false, UNIT_N);
}
