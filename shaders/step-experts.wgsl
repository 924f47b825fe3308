// Products with the chosen experts only, whose numbers stand in a buffer: all experts' matrices lie one behind
// the other as rows. Going up, each choice has an output of its own, y[choice, r] = scale · Σ W[expert,r,i]·x[i];
// coming down the choices of a token meet, weighted, with their biases, in one: y[token, r] = Σ weight · (…).
//
// A workgroup owns 4 · rowGroups rows of one output; a team owns four rows at a time. Where the experts lie in
// several bindings, each dispatch adds what its binding holds, the first of them to zero. Goes with a team-*.wgsl
// and a weights-*.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  n: u32, // rows of one expert
  weightBlocks: u32, // 16-byte blocks from one stored row to the next
  dataBlocks: u32, // of them weights; then come their scales
  firstRow: u32, // of all experts' rows in this binding
  endRow: u32,
  chosen: u32, // experts of a token
  meets: u32, // 1: coming down
  inputBlocks: u32, // vec4f from one row of x to the next
  outputStride: u32, // f32 from one row of y to the next
  bias: u32, // f32 before it in `vectors`, or NONE
  adds: u32, // 0: the first binding
  scale: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read> choices: array<vec2u>; // expert and bits of its weight
@group(0) @binding(4) var<storage, read> vectors: array<f32>;
@group(0) @binding(5) var<storage, read_write> y: array<f32>;

override rowGroups: u32 = 4;

const NONE = 0xffffffffu;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  let rowTiles = (parameters.n + 4u * rowGroups - 1u) / (4u * rowGroups);
  let output = workgroup / rowTiles;
  let meets = parameters.meets == 1u;
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup % rowTiles * rowGroups + first + team);
    let rows = min(vec4u(row) + vec4u(0u, 1u, 2u, 3u), vec4u(parameters.n - 1u));
    var sums = vec4f();
    var biases = vec4f();
    for (var slot = 0u; slot < select(1u, parameters.chosen, meets); slot++) {
      let choice = select(output, output * parameters.chosen + slot, meets);
      let expert = choices[choice].x;
      let weight = select(1.0, bitcast<f32>(choices[choice].y), meets);
      let all = vec4u(expert * parameters.n) + rows;
      let isHere = (all >= vec4u(parameters.firstRow)) & (all < vec4u(parameters.endRow));
      let starts = (clamp(all, vec4u(parameters.firstRow), vec4u(parameters.endRow - 1u))
        - vec4u(parameters.firstRow)) * parameters.weightBlocks;
      // Going up the choices of a token share its row of x; coming down each has its own.
      let input = select(output / parameters.chosen, choice, meets) * parameters.inputBlocks;
      var own = vec4f();
      for (var block = lane; block < parameters.dataBlocks; block += lanes) {
        own += dotRows(starts, block, input);
      }
      sums += select(vec4f(), weight * own, isHere);
      if (parameters.bias != NONE) {
        for (var r = 0u; r < 4u; r++) {
          biases[r] += select(0.0, weight * vectors[parameters.bias + all[r]], isHere[r]);
        }
      }
    }
    sums = teamSum(sums, invocation, lane);
    if (lane == 0u && first + team < rowGroups) {
      for (var r = 0u; r < 4u; r++) {
        if (row + r < parameters.n) {
          let to = output * parameters.outputStride + row + r;
          var before = 0.0;
          if (parameters.adds == 1u) {
            before = y[to];
          }
          y[to] = before + parameters.scale * sums[r] + biases[r];
        }
      }
    }
  }
}
