// x ← dot4I8Packed(x, a) + b, `rounds` times, on 32 chains an invocation: the most arithmetic a device shows
// through its int8 dot product.
//
// An invocation owns eight chains of four words; a, b and x differ by lane, every x by chain, and each round
// needs the one before. Whole numbers: the results are exact.

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

fn seed(index: u32) -> vec4u {
  return bitcast<vec4u>(seeds[index & (parameters.inputBlocks - 1u)]);
}

fn advance(x: vec4u, a: vec4u, b: vec4i) -> vec4u {
  let dots = vec4i(
    dot4I8Packed(x.x, a.x),
    dot4I8Packed(x.y, a.y),
    dot4I8Packed(x.z, a.z),
    dot4I8Packed(x.w, a.w),
  );
  return bitcast<vec4u>(dots + b);
}

// The low halves, whose sum a float holds exactly.
fn low(x: vec4u) -> vec4f {
  return vec4f(x & vec4u(0xffffu));
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
  let first = 10u * own;
  let a = seed(first);
  let b = bitcast<vec4i>(seed(first + 1u));
  var x0 = seed(first + 2u);
  var x1 = seed(first + 3u);
  var x2 = seed(first + 4u);
  var x3 = seed(first + 5u);
  var x4 = seed(first + 6u);
  var x5 = seed(first + 7u);
  var x6 = seed(first + 8u);
  var x7 = seed(first + 9u);
  for (var round = 0u; round < parameters.rounds; round++) {
    x0 = advance(x0, a, b);
    x1 = advance(x1, a, b);
    x2 = advance(x2, a, b);
    x3 = advance(x3, a, b);
    x4 = advance(x4, a, b);
    x5 = advance(x5, a, b);
    x6 = advance(x6, a, b);
    x7 = advance(x7, a, b);
  }
  results[own] = ((low(x0) + low(x1)) + (low(x2) + low(x3))) + ((low(x4) + low(x5)) + (low(x6) + low(x7)));
}
