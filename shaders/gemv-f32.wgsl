// y[firstRow + r] = scale · Σ W[r,i]·x[i]: f32 weights, multiplied and summed in f32.
//
// A workgroup owns 4 · workgroupSize / lanesPerRow rows. lanesPerRow neighbouring invocations own four
// rows together: each takes every lanesPerRow-th block of 4 weights of all four, so that four independent
// 16-byte loads are in flight and x is fetched once for four rows. The partial sums meet in workgroup memory.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  m: u32,
  n: u32, // rows of W in this binding
  k: u32,
  weightBlocks: u32, // 16-byte blocks in a stored row of W
  inputStride: u32, // vec4f in a row of x
  inputOffset: u32, // vec4f before x
  outputStride: u32, // f32 in a row of y
  firstRow: u32, // rows of W in the bindings before this one
  scale: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

override workgroupSize: u32 = 128;
override lanesPerRow: u32 = 32;

var<workgroup> partials: array<vec4f, workgroupSize>;

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  let lane = invocation % lanesPerRow;
  let row = 4u * (workgroup * (workgroupSize / lanesPerRow) + invocation / lanesPerRow);
  // Rows past the end are read at the last row and never stored.
  let rows = min(vec4u(row) + vec4u(0u, 1u, 2u, 3u), vec4u(parameters.n - 1u));
  let starts = rows * parameters.weightBlocks;
  let input = parameters.inputOffset;

  var sums = vec4f();
  for (var block = lane; block < parameters.weightBlocks; block += lanesPerRow) {
    let inputs = x[input + block];
    sums += vec4f(
      dot(weights[starts.x + block], inputs),
      dot(weights[starts.y + block], inputs),
      dot(weights[starts.z + block], inputs),
      dot(weights[starts.w + block], inputs),
    );
  }

  partials[invocation] = sums;
  for (var half = lanesPerRow / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums += partials[invocation + half];
      partials[invocation] = sums;
    }
  }
  if (lane == 0u) {
    for (var r = 0u; r < 4u; r++) {
      if (row + r < parameters.n) {
        y[parameters.firstRow + row + r] = parameters.scale * sums[r];
      }
    }
  }
}
