// Teams of lanesPerRow neighbouring invocations, whose sums meet in workgroup memory: runs on every device.
// Goes before gemv.wgsl, which says what a team does.

override workgroupSize: u32 = 128;
override lanesPerRow: u32 = 32; // a power of two

var<workgroup> partials: array<vec4f, workgroupSize>;

// The team's total in its lane 0; all invocations of the workgroup call it together.
fn teamSum(sum: vec4f, invocation: u32, lane: u32) -> vec4f {
  var total = sum;
  if (lanesPerRow > 1u) {
    workgroupBarrier();
    partials[invocation] = total;
    for (var half = lanesPerRow / 2u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (lane < half) {
        total += partials[invocation + half];
        partials[invocation] = total;
      }
    }
  }
  return total;
}

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  runTeams(workgroup, invocation, invocation / lanesPerRow, workgroupSize / lanesPerRow,
    invocation % lanesPerRow, lanesPerRow);
}
