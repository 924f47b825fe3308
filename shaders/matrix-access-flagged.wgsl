// Operands of the matrix unit come from tileA and tileW, whose rows of K values lie STRIDE components apart, and
// results go to `scratch`. The builtin functions as browsers had them first: whether columns follow each other is a
// flag, and offset and stride count components.

fn loadLeft(first: u32) -> Left {
  return subgroupMatrixLoad<Left>(&tileA, first, false, STRIDE);
}

// A row of tileW is a column of the operand.
fn loadRight(first: u32) -> Right {
  return subgroupMatrixLoad<Right>(&tileW, first, true, STRIDE);
}

fn storeResult(first: u32, result: Result, lane: u32) {
  subgroupMatrixStore(&scratch, first, result, false, UNIT_N);
}
