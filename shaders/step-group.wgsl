// Sorts the choices of all tokens by expert, each expert's in the order of the tokens, and cuts them into tiles
// of one expert each, so that a tile fetches its expert once.
//
// A workgroup owns one expert: its part of the order and its tiles, for which it counts the others' choices as
// well; the last expert's workgroup empties the tiles that are left. An invocation owns a stretch of the
// choices.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  choices: u32,
  experts: u32, // at most 256
  chosen: u32, // experts of a token
  tileRows: u32,
  tiles: u32, // in the worst case
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> choices: array<vec2u>; // expert and bits of its weight
@group(0) @binding(2) var<storage, read_write> order: array<vec2u>; // choice and its token
@group(0) @binding(3) var<storage, read_write> tiles: array<vec4u>; // expert, first and end in `order`

override workgroupSize: u32 = 256;

var<workgroup> counts: array<atomic<u32>, 256>; // choices of each expert
var<workgroup> stretches: array<u32, workgroupSize>; // this expert's in each stretch

fn tilesOf(count: u32) -> u32 {
  return (count + parameters.tileRows - 1u) / parameters.tileRows;
}

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let expert = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (expert >= parameters.endWorkgroup) {
    return;
  }
  let stretch = (parameters.choices + workgroupSize - 1u) / workgroupSize;
  let begin = invocation * stretch;
  let end = min(begin + stretch, parameters.choices);
  var found = 0u;
  for (var choice = begin; choice < end; choice++) {
    let chosen = choices[choice].x;
    atomicAdd(&counts[chosen], 1u);
    found += select(0u, 1u, chosen == expert);
  }
  stretches[invocation] = found;
  workgroupBarrier();

  var first = 0u;
  var tile = 0u;
  for (var other = 0u; other < expert; other++) {
    let count = atomicLoad(&counts[other]);
    first += count;
    tile += tilesOf(count);
  }
  var place = first;
  for (var other = 0u; other < invocation; other++) {
    place += stretches[other];
  }
  for (var choice = begin; choice < end; choice++) {
    if (choices[choice].x == expert) {
      order[place] = vec2u(choice, choice / parameters.chosen);
      place++;
    }
  }
  let last = first + atomicLoad(&counts[expert]);
  let endTile = tile + tilesOf(last - first);
  for (var own = tile + invocation; own < endTile; own += workgroupSize) {
    let row = first + (own - tile) * parameters.tileRows;
    tiles[own] = vec4u(expert, row, min(row + parameters.tileRows, last), 0u);
  }
  if (expert + 1u == parameters.experts) {
    for (var rest = endTile + invocation; rest < parameters.tiles; rest += workgroupSize) {
      tiles[rest] = vec4u();
    }
  }
}
