// x ← a·x + b, `rounds` times, on 32 chains an invocation: the most f32 arithmetic a device shows.
//
// An invocation owns eight vec4f chains; a and b differ by lane and every x by chain, so that no two
// lanes are equal (compilers compute equal lanes once). |a| is just below 1: the result still depends on
// the first x and on the number of rounds, which the proof checks.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rounds: u32,
  inputBlocks: u32, // vec4f in `seeds`; a power of two
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> seeds: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;

override workgroupSize: u32 = 256;

fn seed(index: u32) -> vec4f {
  return seeds[index & (parameters.inputBlocks - 1u)];
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
  let a = vec4f(1.0) - 0x1p-12f * abs(seed(10u * own));
  let b = 0x1p-10f * seed(10u * own + 1u);
  var x0 = seed(10u * own + 2u);
  var x1 = seed(10u * own + 3u);
  var x2 = seed(10u * own + 4u);
  var x3 = seed(10u * own + 5u);
  var x4 = seed(10u * own + 6u);
  var x5 = seed(10u * own + 7u);
  var x6 = seed(10u * own + 8u);
  var x7 = seed(10u * own + 9u);
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
  results[own] = ((x0 + x1) + (x2 + x3)) + ((x4 + x5) + (x6 + x7));
}
