// Reads `blocks` 16-byte blocks and sums their words (mod 2^32) per invocation: the fastest a device
// fetches, since nothing but the fetch costs anything.
//
// A workgroup owns one chunk of workgroupSize · loads blocks; an invocation owns every workgroupSize-th
// of them. More workgroups than chunks read the same chunks again, so that small working sets need no
// more dispatches than large ones.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  blocks: u32,
  chunks: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> source: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> sums: array<u32>;

override workgroupSize: u32 = 256;
override loads: u32 = 64; // a multiple of 4

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
  let chunk = workgroup % parameters.chunks;
  let first = chunk * workgroupSize * loads + invocation;
  let last = parameters.blocks - 1u;
  // Four sums, so that four loads are in flight; blocks past the end count as zero.
  var a = vec4u();
  var b = vec4u();
  var c = vec4u();
  var d = vec4u();
  if (first + (loads - 1u) * workgroupSize <= last) {
    for (var load = 0u; load < loads; load += 4u) {
      let block = first + load * workgroupSize;
      a += source[block];
      b += source[block + workgroupSize];
      c += source[block + 2u * workgroupSize];
      d += source[block + 3u * workgroupSize];
    }
  } else {
    for (var block = first; block <= last; block += workgroupSize) {
      a += source[block];
    }
  }
  let total = (a + b) + (c + d);
  sums[chunk * workgroupSize + invocation] = (total.x + total.y) + (total.z + total.w);
}
