// C[row, firstRow + column] = scale · Σ A[row,i]·W[column,i] by dot4I8Packed: int8 weights, and A brought to
// int8 in groups of 32 along k, each with a power of two as its scale.
//
// A workgroup of 16 × 16 invocations owns a tile of C of 64 × 64, an invocation 4 × 4 of it, 16 rows and
// columns apart. A step along k is one group: 64 invocations bring a row's group to int8 each, 128 others
// fetch a block of W each. Goes with matrix-parameters.wgsl.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>; // A
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

const TILE = 64u;
const THREADS = 16u;
const WORDS = 8u; // of a group of 32 int8 values

var<workgroup> tileA: array<u32, TILE * WORDS>;
var<workgroup> scalesA: array<f32, TILE>;
var<workgroup> tileW: array<u32, TILE * WORDS>;

fn largestOf(value: vec4f) -> f32 {
  let magnitude = abs(value);
  return max(max(magnitude.x, magnitude.y), max(magnitude.z, magnitude.w));
}

fn quantiseGroup(row: u32, group: u32, to: u32) {
  let first = parameters.inputOffset + min(row, parameters.m - 1u) * parameters.inputStride + 8u * group;
  var largest = 0.0;
  for (var i = 0u; i < WORDS; i++) {
    largest = max(largest, largestOf(x[first + i]));
  }
  // The biased exponent of the scale by which values up to `largest` come to at most 128.
  let exponent = max(bitcast<u32>(largest) >> 23u, 7u) - 6u;
  let inverse = bitcast<f32>((254u - exponent) << 23u);
  scalesA[to] = bitcast<f32>(exponent << 23u);
  for (var i = 0u; i < WORDS; i++) {
    let value = clamp(round(x[first + i] * inverse), vec4f(-127.0), vec4f(127.0));
    tileA[i * TILE + to] = pack4xI8(vec4i(value));
  }
}

fn fetchBlock(column: u32, block: u32, half: u32, to: u32) {
  let start = min(column, parameters.n - 1u) * parameters.weightBlocks;
  var words = vec4u();
  if (block < parameters.dataBlocks) {
    words = weights[start + block];
  }
  for (var i = 0u; i < 4u; i++) {
    tileW[(4u * half + i) * TILE + to] = words[i];
  }
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  let rowTiles = (parameters.m + TILE - 1u) / TILE;
  let tileRow = workgroup % rowTiles * TILE;
  let tileColumn = workgroup / rowTiles * TILE;
  let threadRow = invocation / THREADS;
  let threadColumn = invocation % THREADS;

  var sums0 = vec4f();
  var sums1 = vec4f();
  var sums2 = vec4f();
  var sums3 = vec4f();
  for (var step = 0u; 32u * step < parameters.k; step++) {
    if (invocation < TILE) {
      quantiseGroup(tileRow + invocation, step, invocation);
    } else if (invocation < 3u * TILE) {
      let block = invocation - TILE;
      fetchBlock(tileColumn + block % TILE, 2u * step + block / TILE, block / TILE, block % TILE);
    }
    workgroupBarrier();
    var counts0 = vec4i();
    var counts1 = vec4i();
    var counts2 = vec4i();
    var counts3 = vec4i();
    for (var i = 0u; i < WORDS; i++) {
      let a = i * TILE + threadRow;
      let w = i * TILE + threadColumn;
      let columns = vec4u(tileW[w], tileW[w + 16u], tileW[w + 32u], tileW[w + 48u]);
      counts0 += dots(tileA[a], columns);
      counts1 += dots(tileA[a + 16u], columns);
      counts2 += dots(tileA[a + 32u], columns);
      counts3 += dots(tileA[a + 48u], columns);
    }
    sums0 = fma(vec4f(scalesA[threadRow]), vec4f(counts0), sums0);
    sums1 = fma(vec4f(scalesA[threadRow + 16u]), vec4f(counts1), sums1);
    sums2 = fma(vec4f(scalesA[threadRow + 32u]), vec4f(counts2), sums2);
    sums3 = fma(vec4f(scalesA[threadRow + 48u]), vec4f(counts3), sums3);
    workgroupBarrier();
  }
  store(tileRow + threadRow, tileColumn + threadColumn, sums0);
  store(tileRow + threadRow + 16u, tileColumn + threadColumn, sums1);
  store(tileRow + threadRow + 32u, tileColumn + threadColumn, sums2);
  store(tileRow + threadRow + 48u, tileColumn + threadColumn, sums3);
}

fn dots(row: u32, columns: vec4u) -> vec4i {
  return vec4i(
    dot4I8Packed(row, columns.x),
    dot4I8Packed(row, columns.y),
    dot4I8Packed(row, columns.z),
    dot4I8Packed(row, columns.w),
  );
}

// Four values 16 columns apart.
fn store(row: u32, column: u32, values: vec4f) {
  for (var i = 0u; i < 4u; i++) {
    if (row < parameters.m && column + 16u * i < parameters.n) {
      c[row * parameters.outputStride + parameters.firstRow + column + 16u * i] =
        parameters.scale * values[i];
    }
  }
}
