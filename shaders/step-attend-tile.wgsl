// Attention of a prompt in plain arithmetic, with online softmax: for each query Σ exp(score) · value over all keys
// that it sees, divided by Σ exp(score), of which a learned sink is one where the model has sinks.
//
// A workgroup owns a tile of 32 queries of one key head: its query heads of one token behind each other, then those
// of the next token. It goes through the keys that any of them sees, 64 at a time. An invocation owns four queries,
// and of each run the scores of every 16th key, then every 16th block of 4 dimensions of the output.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rowsPerSequence: u32,
  heads: u32,
  kvHeads: u32,
  headDim: u32, // at most 64 times `columns`, a multiple of 8
  capacity: u32, // positions of a sequence in the cache
  rowBlocks: u32, // vec4f from one row of `query`, or of `attended`, to the next
  window: u32, // tokens that a query sees, its own among them
  tiles: u32, // of one key head of one sequence
  scale: f32,
  firstSink: u32, // f32 before them in `sinks`, or NONE
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> query: array<vec4f>;
@group(0) @binding(2) var<storage, read> keys: array<vec4u>; // [sequence, head, block of 8, position]
@group(0) @binding(3) var<storage, read> values: array<vec2u>; // [sequence, head, position, block of 4]
@group(0) @binding(4) var<storage, read> state: array<vec2u>; // token and position of each row
@group(0) @binding(5) var<storage, read_write> attended: array<vec4f>; // [row, head, headDim]
@group(0) @binding(6) var<storage, read> sinks: array<f32>;

override columns: u32 = 4; // blocks of 4 dimensions that an invocation owns: 1, 2 or 4

const THREADS = 128u;
const QUERIES = 32u;
const KEYS = 64u;
const ACROSS = 16u; // invocations that share four queries
const CHUNK = 8u; // blocks of 4 dimensions of the queries that are at hand at once
const NONE = 0xffffffffu;
const LOWEST = -3.0e38;

// One more than the queries: a row of blocks begins in another bank than the one before.
var<workgroup> tile: array<vec4f, 8 * 33>; // queries, as [block of 4, query]
var<workgroup> weights: array<vec4f, 64 * 9>; // [key, four queries], likewise
var<workgroup> lanes: array<vec4f, 128>; // maxima, then sums, of four queries

// Row and query head of a query of the tile; beyond the last one, that one.
fn placeOf(index: u32, firstRow: u32, kvHead: u32) -> vec2u {
  let groupHeads = parameters.heads / parameters.kvHeads;
  let own = min(index, parameters.rowsPerSequence * groupHeads - 1u);
  return vec2u(firstRow + own / groupHeads, kvHead * groupHeads + own % groupHeads);
}

// What a query's total is multiplied by: 1 / Σ exp(score - largest), and the sink's with it.
fn shareOf(largest: f32, sum: f32, head: u32) -> f32 {
  if (parameters.firstSink == NONE) {
    return 1.0 / sum;
  }
  let sink = sinks[parameters.firstSink + head];
  let most = max(largest, sink);
  return exp(largest - most) / (sum * exp(largest - most) + exp(sink - most));
}

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
  // The last tokens see most: theirs go first, so that the end does not wait for one long tile.
  let stored = workgroup / parameters.tiles; // key head of a sequence
  let sequence = stored / parameters.kvHeads;
  let kvHead = stored % parameters.kvHeads;
  let firstQuery = (parameters.tiles - 1u - workgroup % parameters.tiles) * QUERIES;
  let firstRow = sequence * parameters.rowsPerSequence;
  let start = state[placeOf(firstQuery, firstRow, kvHead).x].y + 1u;
  let begin = max(start, parameters.window) - parameters.window;
  let to = state[placeOf(firstQuery + QUERIES - 1u, firstRow, kvHead).x].y + 1u;

  let down = invocation / ACROSS;
  let across = invocation % ACROSS;
  let own = firstQuery + 4u * down;
  let ends = 1u + vec4u(
    state[placeOf(own, firstRow, kvHead).x].y,
    state[placeOf(own + 1u, firstRow, kvHead).x].y,
    state[placeOf(own + 2u, firstRow, kvHead).x].y,
    state[placeOf(own + 3u, firstRow, kvHead).x].y,
  );
  let begins = max(ends, vec4u(parameters.window)) - parameters.window;

  let blocks = parameters.headDim / 4u;
  var largest = vec4f(LOWEST);
  var sums = vec4f();
  var totals: array<vec4f, 16>; // [column, query]

  for (var run = begin; run < to; run += KEYS) {
    // Of every 16th key, for four queries. Set to zero by name, as in step-attend.wgsl.
    var scores = array<vec4f, 4>();
    for (var chunk = 0u; chunk < blocks; chunk += CHUNK) {
      workgroupBarrier();
      for (var i = invocation; i < CHUNK * QUERIES; i += THREADS) {
        let block = chunk + i % CHUNK;
        let place = placeOf(firstQuery + i / CHUNK, firstRow, kvHead);
        let at = place.x * parameters.rowBlocks + place.y * blocks + min(block, blocks - 1u);
        tile[i % CHUNK * (QUERIES + 1u) + i / CHUNK] = parameters.scale * query[at];
      }
      workgroupBarrier();
      for (var block = 0u; block < min(CHUNK, blocks - chunk); block += 2u) {
        let first = block * (QUERIES + 1u) + 4u * down;
        let second = first + QUERIES + 1u;
        let low = mat4x4f(tile[first], tile[first + 1u], tile[first + 2u], tile[first + 3u]);
        let high = mat4x4f(tile[second], tile[second + 1u], tile[second + 2u], tile[second + 3u]);
        let at = (stored * blocks + chunk + block) / 2u * parameters.capacity;
        for (var i = 0u; i < 4u; i++) {
          let packed = keys[at + min(run + across + i * ACROSS, to - 1u)];
          scores[i] += vec4f(unpack2x16float(packed.x), unpack2x16float(packed.y)) * low
            + vec4f(unpack2x16float(packed.z), unpack2x16float(packed.w)) * high;
        }
      }
    }

    var maximum = vec4f(LOWEST);
    for (var i = 0u; i < 4u; i++) {
      let key = vec4u(run + across + i * ACROSS);
      scores[i] = select(vec4f(LOWEST), scores[i], (key < ends) & (key >= begins));
      maximum = max(maximum, scores[i]);
    }
    lanes[invocation] = maximum;
    workgroupBarrier();
    maximum = largest;
    for (var i = 0u; i < ACROSS; i++) {
      maximum = max(maximum, lanes[down * ACROSS + i]);
    }
    let factor = exp(largest - maximum);
    largest = maximum;
    sums *= factor;
    for (var i = 0u; i < 4u; i++) {
      let weight = select(exp(scores[i] - largest), vec4f(), scores[i] == vec4f(LOWEST));
      sums += weight;
      weights[(across + i * ACROSS) * 9u + down] = weight;
    }
    workgroupBarrier();

    for (var column = 0u; column < columns; column++) {
      for (var i = 0u; i < 4u; i++) {
        totals[4u * column + i] *= factor[i];
      }
    }
    for (var key = 0u; key < min(KEYS, to - run); key++) {
      let weight = weights[key * 9u + down];
      let at = (stored * parameters.capacity + run + key) * blocks + across;
      for (var column = 0u; column < columns; column++) {
        if (across + column * ACROSS < blocks) {
          let packed = values[at + column * ACROSS];
          let value = vec4f(unpack2x16float(packed.x), unpack2x16float(packed.y));
          totals[4u * column] += weight.x * value;
          totals[4u * column + 1u] += weight.y * value;
          totals[4u * column + 2u] += weight.z * value;
          totals[4u * column + 3u] += weight.w * value;
        }
      }
    }
  }

  workgroupBarrier();
  lanes[invocation] = sums;
  workgroupBarrier();
  var sum = vec4f();
  for (var i = 0u; i < ACROSS; i++) {
    sum += lanes[down * ACROSS + i];
  }
  for (var i = 0u; i < 4u; i++) {
    if (own + i < parameters.rowsPerSequence * (parameters.heads / parameters.kvHeads)) {
      let place = placeOf(own + i, firstRow, kvHead);
      let at = place.x * parameters.rowBlocks + place.y * blocks + across;
      let share = shareOf(largest[i], sum[i], place.y);
      for (var column = 0u; column < columns; column++) {
        if (across + column * ACROSS < blocks) {
          attended[at + column * ACROSS] = share * totals[4u * column + i];
        }
      }
    }
  }
}
