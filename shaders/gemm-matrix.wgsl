// C[row, firstRow + column] = scale · Σ A[row,i]·W[column,i] on the matrix unit. Goes with matrix-parameters.wgsl,
// a matrix-entry*.wgsl, matrix-unit.wgsl, a part with its components and a gemm-matrix-*.wgsl that brings A
// and W to them.
//
// A workgroup owns a tile of C of TILE_ROWS × TILE_COLUMNS, a subgroup UNIT_ROWS × UNIT_COLUMNS results of the unit
// in it, kept in registers. A step along k is DEPTH long: while the unit multiplies one, the next is fetched
// into registers, eight values of a row at a time. Whatever lies past the end of k is zero in A; rows and
// columns past the end repeat the last one and are never stored.

@group(0) @binding(2) var<storage, read> x: array<vec4f>; // A
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

const SUBGROUPS = SUBGROUP_ROWS * SUBGROUP_COLUMNS;
const INVOCATIONS = LANES * SUBGROUPS;
const SUBGROUP_HEIGHT = UNIT_ROWS * UNIT_M;
const SUBGROUP_WIDTH = UNIT_COLUMNS * UNIT_N;
const TILE_ROWS = SUBGROUP_ROWS * SUBGROUP_HEIGHT;
const TILE_COLUMNS = SUBGROUP_COLUMNS * SUBGROUP_WIDTH;
const STRIDE = DEPTH + PADDING;
const UNIT = UNIT_M * UNIT_N;
const OCTETS = DEPTH / 8u; // of a row of a tile
const INPUT_OCTETS = TILE_ROWS * OCTETS;
const WEIGHT_OCTETS = TILE_COLUMNS * OCTETS;
// Octets that an invocation brings, every INVOCATIONS-th of a tile.
const OWN_INPUTS = (INPUT_OCTETS + INVOCATIONS - 1u) / INVOCATIONS;
const OWN_WEIGHTS = (WEIGHT_OCTETS + INVOCATIONS - 1u) / INVOCATIONS;

var<workgroup> tileA: array<Stored, TILE_ROWS * STRIDE / PER_STORED>;
var<workgroup> tileW: array<Stored, TILE_COLUMNS * STRIDE / PER_STORED>;
var<workgroup> scratch: array<Sum, SUBGROUPS * UNIT>;

fn inputOctet(row: u32, octet: u32) -> array<vec4f, 2> {
  if (8u * octet >= parameters.k) {
    return array<vec4f, 2>();
  }
  let own = min(row, parameters.m - 1u);
  let first = parameters.inputOffset + own * parameters.inputStride + 2u * octet;
  return array<vec4f, 2>(x[first], x[first + 1u]);
}

// Row and column of the tile, counted in tiles. Bands of BAND rows of tiles run one after the other, each
// column by column, so that what neighbours fetch is still in the cache.
fn placeOf(workgroup: u32) -> vec2u {
  let rowTiles = (parameters.m + TILE_ROWS - 1u) / TILE_ROWS;
  let columnTiles = (parameters.n + TILE_COLUMNS - 1u) / TILE_COLUMNS;
  let firstRow = workgroup / (BAND * columnTiles) * BAND;
  let index = workgroup % (BAND * columnTiles);
  let rows = min(BAND, rowTiles - firstRow);
  return vec2u(firstRow + index % rows, index / rows);
}

fn storeUnit(row: u32, column: u32, tileRow: u32, first: u32, lane: u32) {
  for (var element = lane; element < UNIT; element += LANES) {
    let ownRow = row + element / UNIT_N;
    let ownColumn = column + element % UNIT_N;
    if (ownRow < parameters.m && ownColumn < parameters.n) {
      c[ownRow * parameters.outputStride + parameters.firstRow + ownColumn] =
        parameters.scale * outputOf(ownRow - tileRow, scratch[first + element]);
    }
  }
}

fn run(workgroup: u32, invocation: u32) {
  let place = placeOf(workgroup);
  let tileRow = place.x * TILE_ROWS;
  let tileColumn = place.y * TILE_COLUMNS;
  let subgroup = invocation / LANES;
  let lane = invocation % LANES;
  let ownRow = subgroup / SUBGROUP_COLUMNS * SUBGROUP_HEIGHT;
  let ownColumn = subgroup % SUBGROUP_COLUMNS * SUBGROUP_WIDTH;

  prepare(tileRow, invocation);
  var inputs: array<array<vec4f, 2>, OWN_INPUTS>;
  var weightOctets: array<WeightOctet, OWN_WEIGHTS>;
  var sums: array<Result, UNIT_ROWS * UNIT_COLUMNS>;
  for (var i = 0u; i < OWN_INPUTS; i++) {
    let index = invocation + i * INVOCATIONS;
    inputs[i] = inputOctet(tileRow + index / OCTETS, index % OCTETS);
  }
  for (var i = 0u; i < OWN_WEIGHTS; i++) {
    let index = invocation + i * INVOCATIONS;
    weightOctets[i] = fetchWeights(tileColumn + index / OCTETS, index % OCTETS);
  }
  for (var depth = 0u; depth < parameters.k; depth += DEPTH) {
    for (var i = 0u; i < OWN_INPUTS; i++) {
      let index = invocation + i * INVOCATIONS;
      if (index < INPUT_OCTETS) {
        let row = index / OCTETS;
        keepInputs(row * STRIDE + index % OCTETS * 8u, row, inputs[i]);
      }
    }
    for (var i = 0u; i < OWN_WEIGHTS; i++) {
      let index = invocation + i * INVOCATIONS;
      if (index < WEIGHT_OCTETS) {
        keepWeights(index / OCTETS * STRIDE + index % OCTETS * 8u, weightOctets[i]);
      }
    }
    workgroupBarrier();
    let next = (depth + DEPTH) / 8u;
    for (var i = 0u; i < OWN_INPUTS; i++) {
      let index = invocation + i * INVOCATIONS;
      inputs[i] = inputOctet(tileRow + index / OCTETS, next + index % OCTETS);
    }
    for (var i = 0u; i < OWN_WEIGHTS; i++) {
      let index = invocation + i * INVOCATIONS;
      weightOctets[i] = fetchWeights(tileColumn + index / OCTETS, next + index % OCTETS);
    }
    for (var along = 0u; along < DEPTH; along += UNIT_K) {
      var rights: array<Right, UNIT_COLUMNS>;
      for (var j = 0u; j < UNIT_COLUMNS; j++) {
        rights[j] = loadRight((ownColumn + j * UNIT_N) * STRIDE + along);
      }
      for (var i = 0u; i < UNIT_ROWS; i++) {
        let left = loadLeft((ownRow + i * UNIT_M) * STRIDE + along);
        for (var j = 0u; j < UNIT_COLUMNS; j++) {
          let own = i * UNIT_COLUMNS + j;
          sums[own] = multiplyAccumulate(left, rights[j], sums[own], lane);
        }
      }
    }
    workgroupBarrier();
  }

  let first = subgroup * UNIT;
  for (var i = 0u; i < UNIT_ROWS; i++) {
    for (var j = 0u; j < UNIT_COLUMNS; j++) {
      storeResult(first, sums[i * UNIT_COLUMNS + j], lane);
      workgroupBarrier();
      let row = tileRow + ownRow + i * UNIT_M;
      storeUnit(row, tileColumn + ownColumn + j * UNIT_N, tileRow, first, lane);
      workgroupBarrier();
    }
  }
}
