// A brought to int8, each row with a power of two as its scale, and int8 weights as they are: whole numbers,
// whose sums an i32 holds up to 131,072 of them. Goes before gemm-matrix.wgsl.
//
// A row has one scale along all of k, since the unit's sums stay in registers to the end. A workgroup finds
// it by reading its rows once before it multiplies, which costs no dispatch.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

alias WeightOctet = vec2u;

var<workgroup> largest: array<atomic<u32>, TILE_ROWS>; // magnitudes as bits, which order alike

fn largestOf(values: array<vec4f, 2>) -> f32 {
  let magnitude = max(abs(values[0]), abs(values[1]));
  return max(max(magnitude.x, magnitude.y), max(magnitude.z, magnitude.w));
}

fn prepare(tileRow: u32, invocation: u32) {
  for (var index = invocation; index < INPUT_OCTETS; index += INVOCATIONS) {
    let row = index / OCTETS;
    var most = 0.0;
    for (var octet = index % OCTETS; 8u * octet < parameters.k; octet += OCTETS) {
      most = max(most, largestOf(inputOctet(tileRow + row, octet)));
    }
    atomicMax(&largest[row], bitcast<u32>(most));
  }
  workgroupBarrier();
}

// The biased exponent of the scale by which values up to the largest come to at most 128.
fn scaleExponent(row: u32) -> u32 {
  return max(atomicLoad(&largest[row]) >> 23u, 7u) - 6u;
}

fn quantised(values: vec4f, inverse: f32) -> vec4f {
  return clamp(round(values * inverse), vec4f(-127.0), vec4f(127.0));
}

fn keepInputs(to: u32, row: u32, values: array<vec4f, 2>) {
  let inverse = bitcast<f32>((254u - scaleExponent(row)) << 23u);
  keepA(to, quantised(values[0], inverse));
  keepA(to + 4u, quantised(values[1], inverse));
}

// Eight weights of a column along k; past the end of the row, where A is zero, any weights do.
fn fetchWeights(column: u32, octet: u32) -> WeightOctet {
  let start = min(column, parameters.n - 1u) * parameters.weightBlocks;
  let own = min(octet, (parameters.k - 1u) / 8u);
  let block = weights[start + own / 2u];
  return select(block.xy, block.zw, own % 2u == 1u);
}

fn keepWeights(to: u32, words: WeightOctet) {
  tileW[to / 4u] = bitcast<i32>(words.x);
  tileW[to / 4u + 1u] = bitcast<i32>(words.y);
}

fn outputOf(row: u32, sum: Sum) -> f32 {
  return bitcast<f32>(scaleExponent(row) << 23u) * f32(sum);
}
