// Writes `blocks` 16-byte blocks: word i of the buffer becomes seed + i (mod 2^32).
//
// A workgroup owns one chunk of workgroupSize · loads blocks; an invocation owns every workgroupSize-th.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  blocks: u32,
  chunks: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> seed: array<u32>;
@group(0) @binding(2) var<storage, read_write> destination: array<vec4u>;

override workgroupSize: u32 = 256;
override loads: u32 = 16;

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
  let first = (workgroup % parameters.chunks) * workgroupSize * loads + invocation;
  for (var load = 0u; load < loads; load++) {
    let block = first + load * workgroupSize;
    if (block < parameters.blocks) {
      destination[block] = vec4u(seed[0] + 4u * block) + vec4u(0u, 1u, 2u, 3u);
    }
  }
}
