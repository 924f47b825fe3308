// The scores of a workgroup's invocations meet in its memory: runs on every device. Goes before step-attend.wgsl,
// which says what a workgroup does (run).

// Invocations that look at one query's scores.
override laneCount: u32 = workgroupSize / vectors;

// Of so many invocations each, query after query.
var<workgroup> partOf: array<f32, workgroupSize>;

// Raises `largest` to the scores of a run, and says in `factors` what sums so far are multiplied by.
fn meetMaxima(invocation: u32) {
  workgroupBarrier();
  var maximum = LOWEST;
  for (var i = invocation % laneCount; i < workgroupSize; i += laneCount) {
    maximum = max(maximum, scores[invocation / laneCount * workgroupSize + i]);
  }
  partOf[invocation] = maximum;
  workgroupBarrier();
  if (invocation < vectors) {
    var all = largest[invocation];
    for (var i = 0u; i < laneCount; i++) {
      all = max(all, partOf[invocation * laneCount + i]);
    }
    factors[invocation] = exp(largest[invocation] - all);
    largest[invocation] = all;
  }
  workgroupBarrier();
}

// The sums of `scores`, in `factors` behind the next barrier.
fn meetSums(invocation: u32) {
  workgroupBarrier();
  var sum = 0.0;
  for (var i = invocation % laneCount; i < workgroupSize; i += laneCount) {
    sum += scores[invocation / laneCount * workgroupSize + i];
  }
  partOf[invocation] = sum;
  workgroupBarrier();
  if (invocation < vectors) {
    var all = 0.0;
    for (var i = 0u; i < laneCount; i++) {
      all += partOf[invocation * laneCount + i];
    }
    factors[invocation] = all;
  }
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
  run(workgroup, invocation);
}
