// Puts the splits of the context together: attended = Σ exp(largest of the split - largest of all) · its total,
// divided by the sum of all exponentials, of which a learned sink is one where the model has sinks.
//
// A workgroup owns one head of one token, an invocation every 64th vec4f of it.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  heads: u32,
  blocks: u32, // vec4f of a head
  splits: u32,
  outputBlocks: u32, // vec4f from one row of `attended` to the next
  sinks: u32, // f32 before them in `vectors`, or NONE
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> partials: array<vec4f>; // [row, head, split, block]
@group(0) @binding(2) var<storage, read> stats: array<vec2f>; // largest and sum: [row, head, split]
@group(0) @binding(3) var<storage, read> vectors: array<f32>;
@group(0) @binding(4) var<storage, read_write> attended: array<vec4f>;

const THREADS = 64u;
const NONE = 0xffffffffu;
const LOWEST = -3.0e38;

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup || invocation >= parameters.blocks) {
    return;
  }
  let head = workgroup % parameters.heads;
  let first = workgroup * parameters.splits;
  var largest = LOWEST;
  if (parameters.sinks != NONE) {
    largest = vectors[parameters.sinks + head];
  }
  for (var split = 0u; split < parameters.splits; split++) {
    largest = max(largest, stats[first + split].x);
  }
  var sum = 0.0;
  if (parameters.sinks != NONE) {
    sum = exp(vectors[parameters.sinks + head] - largest);
  }
  for (var split = 0u; split < parameters.splits; split++) {
    let own = stats[first + split];
    sum += own.y * exp(own.x - largest);
  }
  for (var block = invocation; block < parameters.blocks; block += THREADS) {
    var total = vec4f();
    for (var split = 0u; split < parameters.splits; split++) {
      total += exp(stats[first + split].x - largest) * partials[(first + split) * parameters.blocks + block];
    }
    let to = workgroup / parameters.heads * parameters.outputBlocks + head * parameters.blocks + block;
    attended[to] = total / sum;
  }
}
