// The invocations of a workgroup as subgroups of LANES neighbours, the only size that the device has. Goes
// before a part that says what a workgroup does (run).

@compute @workgroup_size(INVOCATIONS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  run(workgroup, invocation);
}
