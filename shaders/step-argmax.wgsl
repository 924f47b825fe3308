// The largest logit of each piece of a row, with its place; of equal ones the first.
//
// A workgroup owns one piece of one row, an invocation every 64th logit of it.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  columns: u32,
  stride: u32, // f32 from one row to the next
  pieces: u32,
  pieceColumns: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> logits: array<f32>;
@group(0) @binding(2) var<storage, read_write> best: array<vec2u>; // place and bits of the logit: [row, piece]

const THREADS = 64u;
const LOWEST = -3.0e38;

var<workgroup> places: array<u32, THREADS>;
var<workgroup> largest: array<f32, THREADS>;

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  let row = workgroup / parameters.pieces;
  let first = workgroup % parameters.pieces * parameters.pieceColumns;
  let end = min(first + parameters.pieceColumns, parameters.columns);
  var place = first;
  var value = LOWEST;
  for (var column = first + invocation; column < end; column += THREADS) {
    let logit = logits[row * parameters.stride + column];
    if (logit > value) {
      value = logit;
      place = column;
    }
  }
  places[invocation] = place;
  largest[invocation] = value;
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (invocation < half) {
      let other = largest[invocation + half];
      let otherPlace = places[invocation + half];
      if (other > largest[invocation]
        || (other == largest[invocation] && otherPlace < places[invocation])) {
        largest[invocation] = other;
        places[invocation] = otherPlace;
      }
    }
  }
  if (invocation == 0u) {
    best[workgroup] = vec2u(places[0], bitcast<u32>(largest[0]));
  }
}
