// Chooses each token's experts: those with the largest logits, the first of equal ones, and softmax over them.
//
// A workgroup of one invocation owns one token; there are few experts.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  experts: u32, // at most 256
  chosen: u32, // at most 16
  stride: u32, // f32 from one row of logits to the next
  bias: u32, // f32 before it in `vectors`, or NONE
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> logits: array<f32>;
@group(0) @binding(2) var<storage, read> vectors: array<f32>;
@group(0) @binding(3) var<storage, read_write> choices: array<vec2u>; // expert and bits of its weight

const NONE = 0xffffffffu;
const LOWEST = -3.0e38;

fn logitOf(row: u32, expert: u32) -> f32 {
  let logit = logits[row * parameters.stride + expert];
  if (parameters.bias == NONE) {
    return logit;
  }
  return logit + vectors[parameters.bias + expert];
}

@compute @workgroup_size(1)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (row >= parameters.endWorkgroup) {
    return;
  }
  var taken: array<u32, 8>; // a bit for each expert
  var experts: array<u32, 16>;
  var weights: array<f32, 16>;
  var sum = 0.0;
  for (var slot = 0u; slot < parameters.chosen; slot++) {
    var largest = LOWEST;
    for (var expert = 0u; expert < parameters.experts; expert++) {
      let logit = logitOf(row, expert);
      if (logit > largest && (taken[expert / 32u] & (1u << (expert % 32u))) == 0u) {
        largest = logit;
        experts[slot] = expert;
      }
    }
    taken[experts[slot] / 32u] |= 1u << (experts[slot] % 32u);
    weights[slot] = exp(largest - logitOf(row, experts[0]));
    sum += weights[slot];
  }
  for (var slot = 0u; slot < parameters.chosen; slot++) {
    choices[row * parameters.chosen + slot] = vec2u(experts[slot], bitcast<u32>(weights[slot] / sum));
  }
}
