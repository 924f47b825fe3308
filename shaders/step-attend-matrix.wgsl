// Attention of a prompt on the matrix unit, with online softmax: for each query Σ exp(score) · value over all keys that
// it sees, divided by Σ exp(score), of which a learned sink is one where the model has sinks. Goes with
// matrix-unit.wgsl, a matrix-entry*.wgsl, a part with its components, attend-access-*.wgsl and an attend-*.wgsl that
// brings queries, keys and values to them.
//
// A workgroup owns a tile of QUERIES of one key head, as in step-attend-tile.wgsl, and goes through the keys that any
// of them sees, KEYS at a time; a subgroup owns UNIT_M queries, whose totals stay in registers. Of each run scores go
// to `scratch`, where LANES / UNIT_M invocations look after a query: they write exp(score - shift) as the unit's next
// operand. The shift follows the largest score only where a weight would leave f16: totals then go through `scratch`.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rowsPerSequence: u32,
  heads: u32,
  kvHeads: u32,
  headDim: u32, // at most DIMS, a multiple of 8
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
@group(0) @binding(3) var<storage, read> values: array<vec4u>; // [sequence, head, position, block of 8]
@group(0) @binding(4) var<storage, read> state: array<vec2u>; // token and position of each row
@group(0) @binding(5) var<storage, read_write> attended: array<f32>; // [row, head, headDim]
@group(0) @binding(6) var<storage, read> sinks: array<f32>;

const INVOCATIONS = LANES * SUBGROUPS;
const QUERIES = SUBGROUPS * UNIT_M;
const STRIDE = DIMS + PADDING;
const WEIGHT_STRIDE = KEYS + 8u; // components, 16 bytes more than a row
const UNIT = UNIT_M * UNIT_N;
const KEY_UNITS = KEYS / UNIT_N;
const DIM_UNITS = DIMS / UNIT_N;
const OCTETS = DIMS / 8u;
const PER_QUERY = LANES / UNIT_M; // invocations
const NONE = 0xffffffffu;
const LOWEST = -3.0e38;
// The largest weight is e^6 when a shift is taken and e^11 = 59,874 before the next one: f16 goes to 65,504, and what it
// cannot tell from zero, below 2^-24, is then less than 2^-32 of the largest.
const FIRST = 6.0;
const MOST = 11.0;

var<workgroup> tileA: array<Stored, QUERIES * STRIDE / PER_STORED>; // queries
var<workgroup> tileW: array<Stored, KEYS * STRIDE / PER_STORED>; // keys, then values
var<workgroup> tileP: array<Weight, QUERIES * WEIGHT_STRIDE>;
var<workgroup> scratch: array<Sum, QUERIES * KEYS>; // units, one behind the other, of each subgroup
var<workgroup> lanes: array<f32, INVOCATIONS>; // maxima, then sums
var<workgroup> factors: array<f32, QUERIES>;
var<workgroup> risen: atomic<u32>; // whether a shift rose
var<workgroup> rescales: u32;

// Row and query head of a query of the tile; beyond the last one, that one.
fn placeOf(index: u32, firstRow: u32, kvHead: u32) -> vec2u {
  let groupHeads = parameters.heads / parameters.kvHeads;
  let own = min(index, parameters.rowsPerSequence * groupHeads - 1u);
  return vec2u(firstRow + own / groupHeads, kvHead * groupHeads + own % groupHeads);
}

// What a query's total is multiplied by: 1 / Σ exp(score - shift), and the sink's with it.
fn shareOf(shift: f32, sum: f32, head: u32) -> f32 {
  if (parameters.firstSink == NONE) {
    return 1.0 / sum;
  }
  let sink = sinks[parameters.firstSink + head];
  let most = max(shift, sink);
  return exp(shift - most) / (sum * exp(shift - most) + exp(sink - most));
}

fn isSeen(key: u32, begins: u32, ends: u32) -> bool {
  return key < ends && key >= begins;
}

fn scoreAt(own: u32, key: u32) -> f32 {
  let unit = own / UNIT_M * KEY_UNITS + key / UNIT_N;
  return scratch[unit * UNIT + own % UNIT_M * UNIT_N + key % UNIT_N];
}

fn run(workgroup: u32, invocation: u32) {
  let stored = workgroup / parameters.tiles; // key head of a sequence
  let sequence = stored / parameters.kvHeads;
  let kvHead = stored % parameters.kvHeads;
  // The last tokens see most: theirs go first, so that the end does not wait for one long tile.
  let firstQuery = (parameters.tiles - 1u - workgroup % parameters.tiles) * QUERIES;
  let firstRow = sequence * parameters.rowsPerSequence;
  let start = state[placeOf(firstQuery, firstRow, kvHead).x].y + 1u;
  let begin = max(start, parameters.window) - parameters.window;
  let to = state[placeOf(firstQuery + QUERIES - 1u, firstRow, kvHead).x].y + 1u;

  let subgroup = invocation / LANES;
  let lane = invocation % LANES;
  let first = subgroup * KEY_UNITS * UNIT; // of the subgroup's part of `scratch`
  let own = invocation / PER_QUERY; // query, one of the subgroup's
  let part = invocation % PER_QUERY;
  let ends = state[placeOf(firstQuery + own, firstRow, kvHead).x].y + 1u;
  let begins = max(ends, parameters.window) - parameters.window;
  let blocks = parameters.headDim / 8u;

  for (var index = invocation; index < QUERIES * OCTETS; index += INVOCATIONS) {
    let octet = index % OCTETS;
    var brought: array<vec4f, 2>;
    brought[0] = vec4f();
    brought[1] = vec4f();
    if (octet < blocks) {
      let place = placeOf(firstQuery + index / OCTETS, firstRow, kvHead);
      let at = place.x * parameters.rowBlocks + 2u * (place.y * blocks + octet);
      brought[0] = parameters.scale * query[at];
      brought[1] = parameters.scale * query[at + 1u];
    }
    keepQueries(index / OCTETS * STRIDE + 8u * octet, brought);
  }

  var totals: array<Result, DIM_UNITS>;
  var shift = LOWEST;
  var sum = 0.0;
  for (var firstKey = begin; firstKey < to; firstKey += KEYS) {
    workgroupBarrier();
    for (var index = invocation; index < KEYS * OCTETS; index += INVOCATIONS) {
      let octet = index / KEYS; // where the head has no more, queries are zero
      let at = (stored * blocks + min(octet, blocks - 1u)) * parameters.capacity;
      keepCached(index % KEYS * STRIDE + 8u * octet, keys[at + min(firstKey + index % KEYS, to - 1u)]);
    }
    workgroupBarrier();
    var scores: array<Result, KEY_UNITS>;
    for (var j = 0u; j < KEY_UNITS; j++) {
      scores[j] = Result();
    }
    for (var along = 0u; along < DIMS; along += UNIT_K) {
      let left = loadLeft(subgroup * UNIT_M * STRIDE + along);
      for (var j = 0u; j < KEY_UNITS; j++) {
        let right = loadRight(j * UNIT_N * STRIDE + along);
        scores[j] = multiplyAccumulate(left, right, scores[j], lane);
      }
    }
    for (var j = 0u; j < KEY_UNITS; j++) {
      storeResult(first + j * UNIT, scores[j], lane);
    }
    workgroupBarrier();

    for (var index = invocation; index < KEYS * OCTETS; index += INVOCATIONS) {
      let octet = index % OCTETS;
      let at = (stored * parameters.capacity + min(firstKey + index / OCTETS, to - 1u)) * blocks;
      keepCached(index / OCTETS * STRIDE + 8u * octet, values[at + min(octet, blocks - 1u)]);
    }
    var most = LOWEST;
    for (var key = part; key < KEYS; key += PER_QUERY) {
      if (isSeen(firstKey + key, begins, ends)) {
        most = max(most, scoreAt(own, key));
      }
    }
    lanes[invocation] = most;
    workgroupBarrier();
    for (var i = 0u; i < PER_QUERY; i++) {
      most = max(most, lanes[own * PER_QUERY + i]);
    }
    var factor = 1.0;
    if (most > shift + MOST) {
      factor = exp(shift - (most - FIRST));
      shift = most - FIRST;
      atomicStore(&risen, 1u);
    }
    sum *= factor;
    if (part == 0u) {
      factors[own] = factor;
    }
    for (var key = part; key < KEYS; key += PER_QUERY) {
      var weight = 0.0;
      if (isSeen(firstKey + key, begins, ends)) {
        weight = exp(scoreAt(own, key) - shift);
      }
      sum += weight;
      keepWeight(own * WEIGHT_STRIDE + key, weight);
    }
    workgroupBarrier();
    if (invocation == 0u) {
      rescales = atomicExchange(&risen, 0u);
    }
    if (workgroupUniformLoad(&rescales) != 0u && firstKey > begin) {
      for (var j = 0u; j < DIM_UNITS; j++) {
        storeResult(first, totals[j], lane);
        workgroupBarrier();
        for (var element = lane; element < UNIT; element += LANES) {
          scratch[first + element] *= Sum(factors[subgroup * UNIT_M + element / UNIT_N]);
        }
        workgroupBarrier();
        totals[j] = loadResult(first, lane);
        workgroupBarrier();
      }
    }
    for (var along = 0u; along < KEYS; along += UNIT_K) {
      let left = loadWeights(subgroup * UNIT_M * WEIGHT_STRIDE + along);
      for (var j = 0u; j < DIM_UNITS; j++) {
        let right = loadValues(along * STRIDE + j * UNIT_N);
        totals[j] = multiplyAccumulate(left, right, totals[j], lane);
      }
    }
  }

  lanes[invocation] = sum;
  workgroupBarrier();
  if (part == 0u) {
    var all = 0.0;
    for (var i = 0u; i < PER_QUERY; i++) {
      all += lanes[own * PER_QUERY + i];
    }
    factors[own] = shareOf(shift, all, placeOf(firstQuery + own, firstRow, kvHead).y);
  }
  let queries = parameters.rowsPerSequence * (parameters.heads / parameters.kvHeads);
  for (var j = 0u; j < DIM_UNITS; j++) {
    storeResult(first, totals[j], lane);
    workgroupBarrier();
    for (var element = lane; element < UNIT; element += LANES) {
      let other = subgroup * UNIT_M + element / UNIT_N; // query
      let dim = j * UNIT_N + element % UNIT_N;
      if (firstQuery + other < queries && dim < parameters.headDim) {
        let place = placeOf(firstQuery + other, firstRow, kvHead);
        let at = 4u * place.x * parameters.rowBlocks + place.y * parameters.headDim + dim;
        attended[at] = factors[other] * f32(scratch[first + element]);
      }
    }
    workgroupBarrier();
  }
}
