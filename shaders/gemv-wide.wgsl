// Σ W[r,i]·x[i] for one token, as gemv.wgsl, with more fetches in flight.
//
// A workgroup owns 4 · quads · rowGroups rows; a team of invocations owns 4 · quads rows at a time. Each lane
// takes every lanes-th block of 16 bytes of all of them, `unroll` blocks at a time, all independent of each
// other. Goes with a team-*.wgsl, an outputs-*.wgsl, a weights-*.wgsl and matrix-parameters.wgsl.

@group(0) @binding(2) var<storage, read> x: array<vec4f>;

override rowGroups: u32 = 4;
override quads: u32 = 1; // at most 2
override unroll: u32 = 4;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * quads * (workgroup * rowGroups + first + team);
    var starts: array<vec4u, 2>;
    for (var quad = 0u; quad < quads; quad++) {
      starts[quad] = rowsFrom(row + 4u * quad) * parameters.weightBlocks;
    }
    var sums = array<vec4f, 2>();
    var block = lane;
    for (; block + (unroll - 1u) * lanes < parameters.dataBlocks; block += unroll * lanes) {
      for (var ahead = 0u; ahead < unroll; ahead++) {
        for (var quad = 0u; quad < quads; quad++) {
          sums[quad] += dotRows(starts[quad], block + ahead * lanes, parameters.inputOffset);
        }
      }
    }
    for (; block < parameters.dataBlocks; block += lanes) {
      for (var quad = 0u; quad < quads; quad++) {
        sums[quad] += dotRows(starts[quad], block, parameters.inputOffset);
      }
    }
    for (var quad = 0u; quad < quads; quad++) {
      let total = teamSum(sums[quad], invocation, lane);
      if (lane == 0u && first + team < rowGroups) {
        store(0u, row + 4u * quad, total);
      }
    }
  }
}
