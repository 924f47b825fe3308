// What all invocations of a workgroup have meets in its memory: runs on every device. Goes with an operation that
// says what a workgroup does (run).

override workgroupSize: u32 = 64; // a power of two

struct Largest {
  value: f32,
  place: u32,
}

var<workgroup> partials: array<f32, workgroupSize>;
var<workgroup> places: array<u32, workgroupSize>;

// The total of all invocations, in each of them.
fn totalOf(own: f32, invocation: u32) -> f32 {
  partials[invocation] = own;
  for (var half = workgroupSize / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (invocation < half) {
      partials[invocation] += partials[invocation + half];
    }
  }
  workgroupBarrier();
  let total = partials[0];
  workgroupBarrier();
  return total;
}

// The largest of all invocations, of equal ones the first, in invocation 0; asked once.
fn largestOf(own: Largest, invocation: u32) -> Largest {
  partials[invocation] = own.value;
  places[invocation] = own.place;
  for (var half = workgroupSize / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (invocation < half) {
      let other = partials[invocation + half];
      let place = places[invocation + half];
      if (other > partials[invocation] || (other == partials[invocation] && place < places[invocation])) {
        partials[invocation] = other;
        places[invocation] = place;
      }
    }
  }
  return Largest(partials[invocation], places[invocation]);
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
