// Σ W[r,i]·x[i] for one token by dot4I8Packed.
//
// A workgroup brings x to int8 in its own memory, 32 · groups values at a time, which costs no dispatch, and owns
// 4 · rowGroups rows; a team owns four rows at a time and takes every lanes-th block of 16 bytes of all four. Goes with a
// team-*.wgsl, an outputs-*.wgsl, input-to-int8.wgsl, a weights-*-dot4.wgsl and matrix-parameters.wgsl.

override rowGroups: u32 = 4;

override groups: u32 = 256; // of 32 values, in workgroup memory at a time
override slots: u32 = groups;

fn runTeams(workgroup: u32, invocation: u32, team: u32, teams: u32, lane: u32, lanes: u32) {
  for (var first = 0u; first < rowGroups; first += teams) {
    let row = 4u * (workgroup * rowGroups + first + team);
    let starts = rowsFrom(row) * parameters.weightBlocks;
    var sums = vec4f();
    for (var chunk = 0u; 32u * chunk < parameters.k; chunk += groups) {
      workgroupBarrier();
      for (var group = invocation; group < groups; group += workgroupSize) {
        if (32u * (chunk + group) < parameters.k) {
          quantiseGroup(parameters.inputOffset + 8u * (chunk + group), group);
        }
      }
      workgroupBarrier();
      let begin = chunk * BLOCKS_PER_GROUP;
      let end = min(begin + groups * BLOCKS_PER_GROUP, parameters.dataBlocks);
      for (var block = begin + lane; block < end; block += lanes) {
        sums += dotRows(starts, block, block - begin);
      }
    }
    sums = teamSum(sums, invocation, lane);
    if (lane == 0u && first + team < rowGroups) {
      store(0u, row, sums);
    }
  }
}
