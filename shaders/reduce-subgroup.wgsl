// What all invocations of a workgroup have meets in its subgroups, of whatever size the driver chose, and then
// what these have in its memory: one barrier in the place of one for every power of two. Takes invocations of a
// subgroup to be neighbours, as drivers have it. Goes with an operation that says what a workgroup does (run).

diagnostic(off, subgroup_uniformity);

override workgroupSize: u32 = 64;

struct Largest {
  value: f32,
  place: u32,
}

// Of each subgroup, of which there are fewer than invocations.
var<workgroup> partials: array<f32, workgroupSize>;
var<workgroup> places: array<u32, workgroupSize>;

var<private> lane: u32;
var<private> lanes: u32;

fn subgroupsOf() -> u32 {
  return (workgroupSize + lanes - 1u) / lanes;
}

// The total of all invocations, in each of them.
fn totalOf(own: f32, invocation: u32) -> f32 {
  let part = subgroupAdd(own);
  if (lane == 0u) {
    partials[invocation / lanes] = part;
  }
  workgroupBarrier();
  var total = 0.0;
  for (var i = 0u; i < subgroupsOf(); i++) {
    total += partials[i];
  }
  workgroupBarrier();
  return total;
}

// The largest of all invocations, of equal ones the first, in each of them; asked once.
fn largestOf(own: Largest, invocation: u32) -> Largest {
  let value = subgroupMax(own.value);
  let place = subgroupMin(select(0xffffffffu, own.place, own.value == value));
  if (lane == 0u) {
    partials[invocation / lanes] = value;
    places[invocation / lanes] = place;
  }
  workgroupBarrier();
  var largest = Largest(partials[0], places[0]);
  for (var i = 1u; i < subgroupsOf(); i++) {
    if (partials[i] > largest.value || (partials[i] == largest.value && places[i] < largest.place)) {
      largest = Largest(partials[i], places[i]);
    }
  }
  return largest;
}

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(subgroup_invocation_id) laneOfSubgroup: u32,
  @builtin(subgroup_size) sizeOfSubgroup: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  lane = laneOfSubgroup;
  lanes = sizeOfSubgroup;
  run(workgroup, invocation);
}
