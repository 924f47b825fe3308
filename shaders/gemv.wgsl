// Σ W[r,i]·x[i] for one token: every weight is fetched once and multiplied in f32.
//
// A workgroup owns 4 · rowGroups rows; a team of invocations owns four rows at a time. Each lane takes
// every lanes-th block of 16 bytes of all four, so that four independent loads are in flight and x is
// fetched once for four rows. Goes with a team-*.wgsl, an outputs-*.wgsl, a weights-*.wgsl
// and matrix-parameters.wgsl.

@group(0) @binding(2) var<storage, read> x: array<vec4f>;

override rowGroups: u32 = 4;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup * rowGroups + first + team);
    let starts = rowsFrom(row) * parameters.weightBlocks;
    var sums = vec4f();
    for (var block = lane; block < parameters.dataBlocks; block += lanes) {
      sums += dotRows(starts, block, parameters.inputOffset);
    }
    sums = teamSum(sums, invocation, lane);
    if (lane == 0u && first + team < rowGroups) {
      store(0u, row, sums);
    }
  }
}
