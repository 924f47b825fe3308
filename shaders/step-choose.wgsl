// The next token of each row: the place of the largest of its pieces' largest logits; of equal ones the first.
//
// A workgroup of one invocation owns one row.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  pieces: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> best: array<vec2u>; // place and bits of the logit: [row, piece]
@group(0) @binding(2) var<storage, read_write> chosen: array<u32>;

@compute @workgroup_size(1)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (row >= parameters.endWorkgroup) {
    return;
  }
  var winner = best[row * parameters.pieces];
  for (var piece = 1u; piece < parameters.pieces; piece++) {
    let rival = best[row * parameters.pieces + piece];
    if (bitcast<f32>(rival.y) > bitcast<f32>(winner.y)) {
      winner = rival;
    }
  }
  chosen[row] = winner.x;
}
