// activated = f(gate) · up, element by element of each row, whose first half is the gate and whose second half
// is up; with experts a row is one chosen expert's, and takes that expert's bias first.
//
// A workgroup owns 64 · 4 consecutive elements of one row, an invocation four.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  blocks: u32, // vec4f of a row of `activated`
  inputBlocks: u32, // vec4f from one row of gateUp to the next
  outputBlocks: u32, // vec4f from one row of `activated` to the next
  activation: u32, // 0: silu, 1: gelu, 2: clamped silu
  bias: u32, // vec4f before them in `vectors`, or NONE: an expert's gate, then its up
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> gateUp: array<vec4f>;
@group(0) @binding(2) var<storage, read> vectors: array<vec4f>;
@group(0) @binding(3) var<storage, read> choices: array<vec2u>; // expert and weight of each row
@group(0) @binding(4) var<storage, read_write> activated: array<vec4f>;

const NONE = 0xffffffffu;

fn sigmoid(x: vec4f) -> vec4f {
  return 1.0 / (1.0 + exp(-x));
}

// By the exponential: tanh of large values is not a number on some devices.
fn tanhOf(x: vec4f) -> vec4f {
  return 1.0 - 2.0 / (exp(2.0 * x) + 1.0);
}

fn product(gate: vec4f, up: vec4f) -> vec4f {
  switch parameters.activation {
    case 0u: {
      return gate * sigmoid(gate) * up;
    }
    case 1u: {
      const SQRT_2_OVER_PI = 0.7978845608028654;
      return 0.5 * gate * (1.0 + tanhOf(SQRT_2_OVER_PI * (gate + 0.044715 * gate * gate * gate))) * up;
    }
    default: {
      let limited = min(gate, vec4f(7.0));
      return limited * sigmoid(1.702 * limited) * (clamp(up, vec4f(-7.0), vec4f(7.0)) + 1.0);
    }
  }
}

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
  activated[row * parameters.outputBlocks + block] = product(gate, up);
}
