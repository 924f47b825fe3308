// The scores of a workgroup's invocations meet in its subgroups, of whatever size the driver chose, and what these
// have in its memory. Takes invocations of a subgroup to be neighbours, as drivers have it. Goes with
// step-attend.wgsl, which says what a workgroup does (run).

diagnostic(off, subgroup_uniformity);

// Of each subgroup, query after query: a subgroup has four lanes at least, a tile eight queries at most.
var<workgroup> partOf: array<f32, 2u * workgroupSize>;

var<private> subgroupLane: u32;
var<private> subgroupLanes: u32;

fn subgroupsOf() -> u32 {
  return (workgroupSize + subgroupLanes - 1u) / subgroupLanes;
}

// Raises `largest` to the scores of a run, and says in `factors` what sums so far are multiplied by.
fn meetMaxima(invocation: u32) {
  let count = subgroupsOf();
  for (var v = 0u; v < vectors; v++) {
    let maximum = subgroupMax(scores[v * workgroupSize + invocation]);
    if (subgroupLane == 0u) {
      partOf[v * count + invocation / subgroupLanes] = maximum;
    }
  }
  workgroupBarrier();
  if (invocation < vectors) {
    var all = largest[invocation];
    for (var i = 0u; i < count; i++) {
      all = max(all, partOf[invocation * count + i]);
    }
    factors[invocation] = exp(largest[invocation] - all);
    largest[invocation] = all;
  }
  workgroupBarrier();
}

// The sums of `scores`, in `factors` behind the next barrier.
fn meetSums(invocation: u32) {
  let count = subgroupsOf();
  for (var v = 0u; v < vectors; v++) {
    let sum = subgroupAdd(scores[v * workgroupSize + invocation]);
    if (subgroupLane == 0u) {
      partOf[v * count + invocation / subgroupLanes] = sum;
    }
  }
  workgroupBarrier();
  if (invocation < vectors) {
    var all = 0.0;
    for (var i = 0u; i < count; i++) {
      all += partOf[invocation * count + i];
    }
    factors[invocation] = all;
  }
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
  subgroupLane = lane;
  subgroupLanes = lanes;
  run(workgroup, invocation);
}
