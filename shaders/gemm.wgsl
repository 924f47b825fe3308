// Products of rows of A with rows of W, which are columns of C: f32 activations, weights as weights-*.wgsl
// decodes them, multiplied and summed in f32. Goes with one of those and with what says which rows a tile has
// and where they stand: matrix-tiles.wgsl, or expert-tiles.wgsl where each expert has tokens of its own.
//
// A workgroup owns a tile of C of 8·threadRows × 8·threadColumns; an invocation owns 8 × 8 of it, as two
// groups of 4 rows by two groups of 4 columns, a half tile apart, so that neighbours read neighbouring
// vectors of workgroup memory. Tiles of A and W are tileDepth deep along k and stored transposed: [k][row / 4].

@group(0) @binding(2) var<storage, read> x: array<vec4f>; // A
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;

override threadRows: u32 = 16;
override threadColumns: u32 = 16;
override invocations: u32 = threadRows * threadColumns;

override tileDepth: u32 = 16; // a multiple of 8

var<workgroup> tileA: array<vec4f, tileDepth * 2u * threadRows>;
var<workgroup> tileW: array<vec4f, tileDepth * 2u * threadColumns>;

fn inputBlock(tile: Tile, row: u32, block: u32) -> vec4f {
  if (block >= parameters.inputStride) {
    return vec4f();
  }
  return x[inputStart(tile, row) + block];
}

// Eight weights of a column along k; past the end of the row, where A is zero, any weights do.
fn octetOf(tile: Tile, column: u32, octet: u32) -> array<vec4f, 2> {
  return weightOctet(weightStart(tile, column), min(octet, (parameters.k - 1u) / 8u));
}

fn store(tile: Tile, row: u32, column: u32, value: vec4f) {
  if (holds(tile, row, column)) {
    let inside = vec4u(column) + vec4u(0u, 1u, 2u, 3u) < vec4u(parameters.n);
    let block = (outputStart(tile, row) + column) / 4u;
    c[block] = select(vec4f(), parameters.scale * value, inside);
  }
}

@compute @workgroup_size(invocations)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  let tile = tileOf(workgroup, 8u * threadRows, 8u * threadColumns);
  if (!tile.isThere) {
    return;
  }
  let threadRow = invocation / threadColumns;
  let threadColumn = invocation % threadColumns;

  var lowLeft0 = vec4f();
  var lowRight0 = vec4f();
  var lowLeft1 = vec4f();
  var lowRight1 = vec4f();
  var lowLeft2 = vec4f();
  var lowRight2 = vec4f();
  var lowLeft3 = vec4f();
  var lowRight3 = vec4f();
  var highLeft0 = vec4f();
  var highRight0 = vec4f();
  var highLeft1 = vec4f();
  var highRight1 = vec4f();
  var highLeft2 = vec4f();
  var highRight2 = vec4f();
  var highLeft3 = vec4f();
  var highRight3 = vec4f();
  for (var depth = 0u; depth < parameters.k; depth += tileDepth) {
    // One 4 × 4 block an invocation and step: four rows of 16 bytes in, transposed, four vectors out.
    for (var block = invocation; block < threadRows * tileDepth / 2u; block += invocations) {
      let quad = block / (tileDepth / 4u);
      let along = block % (tileDepth / 4u);
      let row = tile.row + 4u * quad;
      let source = depth / 4u + along;
      let columns = transpose(mat4x4f(
        inputBlock(tile, row, source),
        inputBlock(tile, row + 1u, source),
        inputBlock(tile, row + 2u, source),
        inputBlock(tile, row + 3u, source),
      ));
      let to = 4u * along * 2u * threadRows + quad;
      tileA[to] = columns[0];
      tileA[to + 2u * threadRows] = columns[1];
      tileA[to + 4u * threadRows] = columns[2];
      tileA[to + 6u * threadRows] = columns[3];
    }
    for (var block = invocation; block < threadColumns * tileDepth / 4u; block += invocations) {
      let quad = block / (tileDepth / 8u);
      let along = block % (tileDepth / 8u);
      let column = tile.column + 4u * quad;
      let octet = depth / 8u + along;
      let p = octetOf(tile, column, octet);
      let q = octetOf(tile, column + 1u, octet);
      let r = octetOf(tile, column + 2u, octet);
      let s = octetOf(tile, column + 3u, octet);
      let first = transpose(mat4x4f(p[0], q[0], r[0], s[0]));
      let second = transpose(mat4x4f(p[1], q[1], r[1], s[1]));
      let to = 8u * along * 2u * threadColumns + quad;
      tileW[to] = first[0];
      tileW[to + 2u * threadColumns] = first[1];
      tileW[to + 4u * threadColumns] = first[2];
      tileW[to + 6u * threadColumns] = first[3];
      tileW[to + 8u * threadColumns] = second[0];
      tileW[to + 10u * threadColumns] = second[1];
      tileW[to + 12u * threadColumns] = second[2];
      tileW[to + 14u * threadColumns] = second[3];
    }
    workgroupBarrier();
    for (var i = 0u; i < tileDepth; i++) {
      let a0 = tileA[i * 2u * threadRows + threadRow];
      let a1 = tileA[i * 2u * threadRows + threadRow + threadRows];
      let w0 = tileW[i * 2u * threadColumns + threadColumn];
      let w1 = tileW[i * 2u * threadColumns + threadColumn + threadColumns];
      lowLeft0 = fma(vec4f(a0.x), w0, lowLeft0);
      lowRight0 = fma(vec4f(a0.x), w1, lowRight0);
      lowLeft1 = fma(vec4f(a0.y), w0, lowLeft1);
      lowRight1 = fma(vec4f(a0.y), w1, lowRight1);
      lowLeft2 = fma(vec4f(a0.z), w0, lowLeft2);
      lowRight2 = fma(vec4f(a0.z), w1, lowRight2);
      lowLeft3 = fma(vec4f(a0.w), w0, lowLeft3);
      lowRight3 = fma(vec4f(a0.w), w1, lowRight3);
      highLeft0 = fma(vec4f(a1.x), w0, highLeft0);
      highRight0 = fma(vec4f(a1.x), w1, highRight0);
      highLeft1 = fma(vec4f(a1.y), w0, highLeft1);
      highRight1 = fma(vec4f(a1.y), w1, highRight1);
      highLeft2 = fma(vec4f(a1.z), w0, highLeft2);
      highRight2 = fma(vec4f(a1.z), w1, highRight2);
      highLeft3 = fma(vec4f(a1.w), w0, highLeft3);
      highRight3 = fma(vec4f(a1.w), w1, highRight3);
    }
    workgroupBarrier();
  }

  let low = tile.row + 4u * threadRow;
  let high = low + 4u * threadRows;
  let left = tile.column + 4u * threadColumn;
  let right = left + 4u * threadColumns;
  store(tile, low, left, lowLeft0);
  store(tile, low, right, lowRight0);
  store(tile, low + 1u, left, lowLeft1);
  store(tile, low + 1u, right, lowRight1);
  store(tile, low + 2u, left, lowLeft2);
  store(tile, low + 2u, right, lowRight2);
  store(tile, low + 3u, left, lowLeft3);
  store(tile, low + 3u, right, lowRight3);
  store(tile, high, left, highLeft0);
  store(tile, high, right, highRight0);
  store(tile, high + 1u, left, highLeft1);
  store(tile, high + 1u, right, highRight1);
  store(tile, high + 2u, left, highLeft2);
  store(tile, high + 2u, right, highRight2);
  store(tile, high + 3u, left, highLeft3);
  store(tile, high + 3u, right, highRight3);
}
