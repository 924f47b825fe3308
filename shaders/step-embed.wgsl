// hidden[row] = scale · embedding[token of the row]: one row of the embedding for each token.
//
// A workgroup owns one token's row, an invocation every 64th octet of it. Where the embedding lies in several
// bindings, each dispatch writes the tokens whose rows its binding holds. Goes with a weights-*.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  octets: u32, // of eight values, of a row
  weightBlocks: u32, // 16-byte blocks from one stored row to the next
  dataBlocks: u32, // of them weights; then come their scales
  firstRow: u32, // of the embedding in this binding
  endRow: u32,
  outputBlocks: u32, // vec4f from one row of `hidden` to the next
  scale: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(2) var<storage, read> state: array<vec2u>; // token and position of each row
@group(0) @binding(3) var<storage, read_write> hidden: array<vec4f>;
@group(0) @binding(4) var<storage, read> x: array<vec4f>; // for products only

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let row = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (row >= parameters.endWorkgroup) {
    return;
  }
  let token = state[row].x;
  if (token < parameters.firstRow || token >= parameters.endRow) {
    return;
  }
  let start = (token - parameters.firstRow) * parameters.weightBlocks;
  for (var octet = invocation; octet < parameters.octets; octet += 64u) {
    let values = weightOctet(start, octet);
    let to = row * parameters.outputBlocks + 2u * octet;
    hidden[to] = parameters.scale * values[0];
    hidden[to + 1u] = parameters.scale * values[1];
  }
}
