// y[firstRow + r] = scale · Σ W[r,i]·x[i] by dot4I8Packed: x is brought to int8 in groups of 32, each with a
// power of two as its scale, so that the quantisation is exact to follow on any device.
//
// A workgroup brings x to int8 in its own memory, 8,192 values at a time, which costs no dispatch, and owns
// 4 · rowGroups rows; a team owns four rows at a time and takes every lanes-th block of 16 bytes of all four. Goes with a
// team-*.wgsl, a weights-*-dot4.wgsl and matrix-parameters.wgsl.

@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

override rowGroups: u32 = 4;

const GROUPS = 256u; // of 32 values, in workgroup memory at a time

var<workgroup> packed: array<vec2u, 4u * GROUPS>;
var<workgroup> scales: array<f32, GROUPS>;

// The biased exponent of the scale by which values up to `largest` come to at most 128.
fn scaleExponent(largest: f32) -> u32 {
  return max(bitcast<u32>(largest) >> 23u, 7u) - 6u;
}

fn largestOf(value: vec4f) -> f32 {
  let magnitude = abs(value);
  return max(max(magnitude.x, magnitude.y), max(magnitude.z, magnitude.w));
}

fn quantise(value: vec4f, inverse: f32) -> vec4i {
  return vec4i(clamp(round(value * inverse), vec4f(-127.0), vec4f(127.0)));
}

// Group `to` of workgroup memory from eight vectors of x.
fn quantiseGroup(first: u32, to: u32) {
  var largest = 0.0;
  for (var i = 0u; i < 8u; i++) {
    largest = max(largest, largestOf(x[first + i]));
  }
  let exponent = scaleExponent(largest);
  let inverse = bitcast<f32>((254u - exponent) << 23u);
  scales[to] = bitcast<f32>(exponent << 23u);
  for (var i = 0u; i < 4u; i++) {
    let low = quantise(x[first + 2u * i], inverse);
    let high = quantise(x[first + 2u * i + 1u], inverse);
    packed[4u * to + i] = packOctet(low, high);
  }
}

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup * rowGroups + first + team);
    // Rows past the end are read at the last row and never stored.
    let rows = min(vec4u(row) + vec4u(0u, 1u, 2u, 3u), vec4u(parameters.n - 1u));
    let starts = rows * parameters.weightBlocks;
    var sums = vec4f();
    for (var chunk = 0u; 32u * chunk < parameters.k; chunk += GROUPS) {
      workgroupBarrier();
      for (var group = invocation; group < GROUPS; group += workgroupSize) {
        if (32u * (chunk + group) < parameters.k) {
          quantiseGroup(parameters.inputOffset + 8u * (chunk + group), group);
        }
      }
      workgroupBarrier();
      let begin = chunk * BLOCKS_PER_GROUP;
      let end = min(begin + GROUPS * BLOCKS_PER_GROUP, parameters.dataBlocks);
      for (var block = begin + lane; block < end; block += lanes) {
        sums += dotRows(starts, block, block - begin);
      }
    }
    sums = teamSum(sums, invocation, lane);
    if (lane == 0u && first + team < rowGroups) {
      for (var r = 0u; r < 4u; r++) {
        if (row + r < parameters.n) {
          y[parameters.firstRow + row + r] = parameters.scale * sums[r];
        }
      }
    }
  }
}
