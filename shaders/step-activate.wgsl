// activated = f(gate) · up, element by element of each row, whose first half is the gate and whose second half
// is up; with experts a row is one chosen expert's, and takes that expert's bias first.
//
// A workgroup owns 64 · 4 consecutive elements of one row, an invocation four. Goes with gated-product.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  blocks: u32, // vec4f of a row of `activated`
  inputBlocks: u32, // vec4f from one row of gateUp to the next
  outputBlocks: u32, // vec4f from one row of `activated` to the next
  activation: u32, // as gated-product.wgsl numbers them
  bias: u32, // vec4f before them in `vectors`, or NONE: an expert's gate, then its up
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> gateUp: array<vec4f>;
@group(0) @binding(2) var<storage, read> vectors: array<vec4f>;
@group(0) @binding(3) var<storage, read> choices: array<vec2u>; // expert and weight of each row
@group(0) @binding(4) var<storage, read_write> activated: array<vec4f>;

const NONE = 0xffffffffu;

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  let rowWorkgroups = (parameters.blocks + 63u) / 64u;
  let row = workgroup / rowWorkgroups;
  let block = workgroup % rowWorkgroups * 64u + invocation;
  if (block >= parameters.blocks) {
    return;
  }
  var gate = gateUp[row * parameters.inputBlocks + block];
  var up = gateUp[row * parameters.inputBlocks + parameters.blocks + block];
  if (parameters.bias != NONE) {
    let bias = parameters.bias + choices[row].x * 2u * parameters.blocks + block;
    gate += vectors[bias];
    up += vectors[bias + parameters.blocks];
  }
  activated[row * parameters.outputBlocks + block] = gatedProduct(parameters.activation, gate, up);
}
