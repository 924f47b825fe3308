// Operands of the matrix unit come from tileA and tileW, whose rows of K values lie STRIDE components apart, and
// results go to `scratch`. The builtin functions as newer browsers have them: the order is a type's, and offset and
// stride count values as the array stores them, four bytes in one.

fn loadLeft(first: u32) -> Left {
  return subgroupMatrixLoad<Left, row_major>(&tileA, first / PER_STORED, STRIDE / PER_STORED);
}

// A row of tileW is a column of the operand.
fn loadRight(first: u32) -> Right {
  return subgroupMatrixLoad<Right, col_major>(&tileW, first / PER_STORED, STRIDE / PER_STORED);
}

fn storeResult(first: u32, result: Result, lane: u32) {
  subgroupMatrixStore<row_major>(&scratch, first, result, UNIT_N);
}
