// Teams are subgroups of whatever size the driver chose (4 to 128), read at run time; their sums meet
// without workgroup memory. Takes invocations of a subgroup to be neighbours, as drivers have it; where
// they are not, the proof fails and the variant is dropped.
// Goes before gemv.wgsl, which says what a team does.

diagnostic(off, subgroup_uniformity);

override workgroupSize: u32 = 128;

fn teamSum(sum: vec4f, invocation: u32, lane: u32) -> vec4f {
  return subgroupAdd(sum);
}

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(subgroup_invocation_id) lane: u32,
  @builtin(subgroup_size) lanes: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  runTeams(workgroup, invocation, invocation / lanes, workgroupSize / lanes, lane, lanes);
}
