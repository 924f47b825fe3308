// y[token] = Σ weight · (output + bias) over a token's choices, one behind the other: what its experts gave, each
// with its bias, comes together.
//
// A workgroup owns 64 · 4 consecutive elements of one token, an invocation four.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  blocks: u32, // vec4f of a row
  stride: u32, // vec4f from one row of `answers`, and of y, to the next
  chosen: u32, // experts of a token
  bias: u32, // vec4f before all experts' in `vectors`, or NONE
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> answers: array<vec4f>; // a row for each choice
@group(0) @binding(2) var<storage, read> choices: array<vec2u>; // expert and bits of its weight
@group(0) @binding(3) var<storage, read> vectors: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;

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
  let token = workgroup / rowWorkgroups;
  let block = workgroup % rowWorkgroups * 64u + invocation;
  if (block >= parameters.blocks) {
    return;
  }
  var sum = vec4f();
  for (var slot = 0u; slot < parameters.chosen; slot++) {
    let choice = token * parameters.chosen + slot;
    var answer = answers[choice * parameters.stride + block];
    if (parameters.bias != NONE) {
      answer += vectors[parameters.bias + choices[choice].x * parameters.blocks + block];
    }
    sum += bitcast<f32>(choices[choice].y) * answer;
  }
  y[token * parameters.stride + block] = sum;
}
