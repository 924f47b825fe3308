// Tiles of choices that step-group.wgsl has sorted by expert, by rows of that expert's matrix; all experts'
// matrices lie one behind the other as rows. Each choice has an output of its own, y[choice, column], whose
// columns four by four lie in one binding: a dispatch writes those of its own. There are as many tiles as in
// the worst case, and those that no choice is left for end at once. Goes with gemm.wgsl or experts-few.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  n: u32, // rows of one expert, a multiple of 4
  k: u32,
  weightBlocks: u32, // 16-byte blocks from one stored row to the next
  dataBlocks: u32, // of them weights; then come their scales
  firstRow: u32, // of all experts' rows in this binding
  endRow: u32,
  tiles: u32,
  sharesInput: u32, // 1: a token's choices share its row of x, going up; 0: each has its own
  inputStride: u32, // vec4f from one row of x to the next
  outputStride: u32, // f32 from one row of y to the next
  scale: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(4) var<storage, read> order: array<vec2u>; // choice and its token
@group(0) @binding(5) var<storage, read> tiles: array<vec4u>; // expert, first and end in `order`

struct Tile {
  isThere: bool,
  row: u32, // the first, in `order`
  column: u32, // the first of the expert's rows
  endRow: u32,
  weightRow: u32, // of the expert's first
}

// Tiles of one expert run one after the other, so that its rows come from memory once.
fn tileOf(workgroup: u32, rows: u32, columns: u32) -> Tile {
  let own = tiles[workgroup % parameters.tiles];
  let column = workgroup / parameters.tiles * columns;
  let weightRow = own.x * parameters.n;
  let isHere = weightRow + column < parameters.endRow
    && weightRow + min(column + columns, parameters.n) > parameters.firstRow;
  return Tile(own.y < own.z && isHere, own.y, column, own.z, weightRow);
}

// vec4f of x before a row; past the last row, which nothing is stored of, any does.
fn inputStart(tile: Tile, row: u32) -> u32 {
  let own = order[min(row, tile.endRow - 1u)];
  return select(own.x, own.y, parameters.sharesInput == 1u) * parameters.inputStride;
}

// 16-byte blocks of this binding before a column's row; of what others hold any row does.
fn weightStart(tile: Tile, column: u32) -> u32 {
  let row = tile.weightRow + min(column, parameters.n - 1u);
  return (clamp(row, parameters.firstRow, parameters.endRow - 1u) - parameters.firstRow)
    * parameters.weightBlocks;
}

// f32 of y before a row.
fn outputStart(tile: Tile, row: u32) -> u32 {
  return order[row].x * parameters.outputStride;
}

// Whether four columns of a row are this dispatch's to write.
fn holds(tile: Tile, row: u32, column: u32) -> bool {
  let weightRow = tile.weightRow + column;
  return row < tile.endRow && column < parameters.n
    && weightRow >= parameters.firstRow && weightRow < parameters.endRow;
}
