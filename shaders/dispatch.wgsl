// Counts dispatches: each waits for the one before, as the steps of a token do. One invocation owns the count.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> count: array<u32>;

@compute @workgroup_size(1)
fn main(@builtin(workgroup_id) group: vec3u) {
  if (parameters.firstWorkgroup + group.x < parameters.endWorkgroup) {
    count[0] += 1u;
  }
}
