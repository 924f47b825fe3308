// Brings groups of 32 values of x to int8 in workgroup memory, each with a power of two as its scale, so that
// the quantisation is exact to follow on any device. Goes with an operation that says for how many groups
// there is room (slots) and with a weights-*-dot4.wgsl, which says how their values lie (packOctet).

@group(0) @binding(2) var<storage, read> x: array<vec4f>;

var<workgroup> packed: array<vec2u, 4u * slots>;
var<workgroup> scales: array<f32, slots>;

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
