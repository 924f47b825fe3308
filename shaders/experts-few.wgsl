// Products of up to 8 choices of one expert at once: each of its weights is fetched and decoded once for all of
// them.
//
// A workgroup owns 4 · rowGroups rows of one tile; a team owns four rows at a time. Each lane takes every lanes-th
// eight weights of all four and decodes them before it meets the choices. Goes with a team-*.wgsl,
// expert-tiles.wgsl and a weights-*.wgsl.

@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<vec4f>;

override rowGroups: u32 = 4;

const TILE_ROWS = 8u;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  let tile = tileOf(workgroup, TILE_ROWS, 4u * rowGroups);
  if (!tile.isThere) {
    return;
  }
  let rows = tile.endRow - tile.row;
  var inputs = array<u32, TILE_ROWS>();
  for (var t = 0u; t < TILE_ROWS; t++) {
    inputs[t] = inputStart(tile, tile.row + t);
  }
  for (var first = 0u; first < rowGroups; first += teams) {
    let column = tile.column + 4u * (first + team);
    let starts = vec4u(
      weightStart(tile, column),
      weightStart(tile, column + 1u),
      weightStart(tile, column + 2u),
      weightStart(tile, column + 3u),
    );
    var sums = array<vec4f, TILE_ROWS>();
    // Past the end of a row, where x is zero, any weights do.
    for (var octet = lane; octet < (parameters.k + 7u) / 8u; octet += lanes) {
      let p = weightOctet(starts.x, octet);
      let q = weightOctet(starts.y, octet);
      let r = weightOctet(starts.z, octet);
      let s = weightOctet(starts.w, octet);
      // Of a constant length, so that sums stay in registers.
      for (var t = 0u; t < TILE_ROWS; t++) {
        if (t < rows) {
          let low = x[inputs[t] + 2u * octet];
          let high = x[inputs[t] + 2u * octet + 1u];
          sums[t] += vec4f(
            dot(p[0], low) + dot(p[1], high),
            dot(q[0], low) + dot(q[1], high),
            dot(r[0], low) + dot(r[1], high),
            dot(s[0], low) + dot(s[1], high),
          );
        }
      }
    }
    for (var t = 0u; t < TILE_ROWS; t++) {
      let total = teamSum(sums[t], invocation, lane);
      let row = tile.row + t;
      if (lane == 0u && first + team < rowGroups && holds(tile, row, column)) {
        y[(outputStart(tile, row) + column) / 4u] = parameters.scale * total;
      }
    }
  }
}
