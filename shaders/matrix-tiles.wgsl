// Tiles of a matrix-parameters.wgsl's problem: rows of A by rows of W, one behind the other. Goes before
// gemm.wgsl.

struct Tile {
  isThere: bool,
  row: u32, // the first
  column: u32, // the first row of W in this binding
}

// Tiles that share columns of W run one after the other, so that W comes from memory once.
fn tileOf(workgroup: u32, rows: u32, columns: u32) -> Tile {
  let rowTiles = (parameters.m + rows - 1u) / rows;
  return Tile(true, workgroup % rowTiles * rows, workgroup / rowTiles * columns);
}

// vec4f of A before a row; past the last row, which nothing is stored of, any does.
fn inputStart(tile: Tile, row: u32) -> u32 {
  return parameters.inputOffset + min(row, parameters.m - 1u) * parameters.inputStride;
}

// 16-byte blocks of W before a column's row.
fn weightStart(tile: Tile, column: u32) -> u32 {
  return min(column, parameters.n - 1u) * parameters.weightBlocks;
}

// f32 of C before a row's first column.
fn outputStart(tile: Tile, row: u32) -> u32 {
  return row * parameters.outputStride + parameters.firstRow;
}

// Whether four columns of a row are this dispatch's to write.
fn holds(tile: Tile, row: u32, column: u32) -> bool {
  return row < parameters.m && column < parameters.n;
}
