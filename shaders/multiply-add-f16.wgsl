// x ← a·x + b in f16, `rounds` times, on 32 chains an invocation: the most f16 arithmetic a device shows.
//
// An invocation owns eight vec4h chains. a is 1, which only the uniform knows; b differs by lane and every
// x by chain, and all are whole numbers that stay below 2,048: the results are exact, and the proof counts
// the rounds.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rounds: u32,
  inputBlocks: u32, // vec4f in `seeds`; a power of two
  factor: f32, // 1
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> seeds: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;

override workgroupSize: u32 = 256;

// Whole numbers from 256 to 511.
fn seed(index: u32) -> vec4h {
  return vec4h(floor(512.0 * abs(seeds[index & (parameters.inputBlocks - 1u)])));
}

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
  let own = workgroup * workgroupSize + invocation;
  let a = vec4h(f16(parameters.factor));
  let b = vec4h(1.0, 2.0, 3.0, 4.0);
  let first = 8u * own;
  var x0 = seed(first);
  var x1 = seed(first + 1u);
  var x2 = seed(first + 2u);
  var x3 = seed(first + 3u);
  var x4 = seed(first + 4u);
  var x5 = seed(first + 5u);
  var x6 = seed(first + 6u);
  var x7 = seed(first + 7u);
  for (var round = 0u; round < parameters.rounds; round++) {
    x0 = fma(a, x0, b);
    x1 = fma(a, x1, b);
    x2 = fma(a, x2, b);
    x3 = fma(a, x3, b);
    x4 = fma(a, x4, b);
    x5 = fma(a, x5, b);
    x6 = fma(a, x6, b);
    x7 = fma(a, x7, b);
  }
  results[own] = ((vec4f(x0) + vec4f(x1)) + (vec4f(x2) + vec4f(x3))) +
    ((vec4f(x4) + vec4f(x5)) + (vec4f(x6) + vec4f(x7)));
}
