// Σ W[r,i]·x[t,i] by dot4I8Packed for up to 8 tokens t at once: every weight is fetched once for all of them.
//
// A workgroup brings the x of its tokens to int8 in its own memory, 32 · groups values of each at a time, and owns
// 4 · rowGroups rows of up to 8 tokens; a team owns four rows at a time and takes every lanes-th block of 16
// bytes of all four. Goes with a team-*.wgsl, an outputs-*.wgsl, input-to-int8.wgsl, a weights-*-dot4.wgsl and
// matrix-parameters.wgsl.

override rowGroups: u32 = 4;

const TOKENS = 8u;

override groups: u32 = 32; // of 32 values of a token, in workgroup memory at a time
override slots: u32 = TOKENS * groups;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  let rowTiles = (parameters.n + 4u * rowGroups - 1u) / (4u * rowGroups);
  let firstToken = workgroup / rowTiles * TOKENS;
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup % rowTiles * rowGroups + first + team);
    let starts = rowsFrom(row) * parameters.weightBlocks;
    var sums = array<vec4f, TOKENS>();
    for (var chunk = 0u; 32u * chunk < parameters.k; chunk += groups) {
      workgroupBarrier();
      for (var slot = invocation; slot < slots; slot += workgroupSize) {
        let token = min(firstToken + slot / groups, parameters.m - 1u);
        let group = chunk + slot % groups;
        if (32u * group < parameters.k) {
          let input = parameters.inputOffset + token * parameters.inputStride;
          quantiseGroup(input + 8u * group, slot);
        }
      }
      workgroupBarrier();
      let begin = chunk * BLOCKS_PER_GROUP;
      let end = min(begin + groups * BLOCKS_PER_GROUP, parameters.dataBlocks);
      for (var block = begin + lane; block < end; block += lanes) {
        for (var t = 0u; t < TOKENS; t++) {
          sums[t] += dotRows(starts, block, block - begin + t * groups * BLOCKS_PER_GROUP);
        }
      }
    }
    for (var t = 0u; t < TOKENS; t++) {
      let total = teamSum(sums[t], invocation, lane);
      let token = firstToken + t;
      if (lane == 0u && first + team < rowGroups && token < parameters.m) {
        store(token, row, total);
      }
    }
  }
}
