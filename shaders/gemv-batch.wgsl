// Σ W[r,i]·x[t,i] for up to 8 tokens t at once: every weight is fetched once for all of them.
//
// A workgroup owns 4 · rowGroups rows of up to 8 tokens; a team owns four rows at a time. Each lane takes
// every lanes-th eight weights of all four and decodes them before it meets the tokens, so that no compiler
// has to find out that eight tokens need them decoded once. Goes with a team-*.wgsl, an outputs-*.wgsl,
// a weights-*.wgsl and matrix-parameters.wgsl.

@group(0) @binding(2) var<storage, read> x: array<vec4f>;

override rowGroups: u32 = 4;
override tokens: u32 = 8; // at most 8

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  let rowTiles = (parameters.n + 4u * rowGroups - 1u) / (4u * rowGroups);
  let firstToken = workgroup / rowTiles * tokens;
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup % rowTiles * rowGroups + first + team);
    let starts = rowsFrom(row) * parameters.weightBlocks;
    var sums = array<vec4f, 8>();
    // Past the end of a row, where x is zero, any weights do.
    for (var octet = lane; octet < (parameters.k + 7u) / 8u; octet += lanes) {
      let p = weightOctet(starts.x, octet);
      let q = weightOctet(starts.y, octet);
      let r = weightOctet(starts.z, octet);
      let s = weightOctet(starts.w, octet);
      for (var t = 0u; t < tokens; t++) {
        let token = min(firstToken + t, parameters.m - 1u);
        let first = parameters.inputOffset + token * parameters.inputStride + 2u * octet;
        let low = x[first];
        let high = x[first + 1u];
        sums[t] += vec4f(
          dot(p[0], low) + dot(p[1], high),
          dot(q[0], low) + dot(q[1], high),
          dot(r[0], low) + dot(r[1], high),
          dot(s[0], low) + dot(s[1], high),
        );
      }
    }
    for (var t = 0u; t < tokens; t++) {
      let total = teamSum(sums[t], invocation, lane);
      let token = firstToken + t;
      if (lane == 0u && first + team < rowGroups && token < parameters.m) {
        store(token, row, total);
      }
    }
  }
}
