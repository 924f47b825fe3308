// Attention of a tile of queries to one split of the context, with online softmax: for each query the largest
// score of the split, Σ exp(score - largest) and Σ exp(score - largest) · value. Where there is one split, what
// step-merge.wgsl would make of them stands in the place of the last.
//
// A tile is the query heads of one key head, of one token in decode and of several in prefill: up to `vectors`
// queries, for all of which a key and a value are fetched once. A workgroup owns one tile and one split. Of each
// run of workgroupSize keys an invocation owns one key's scores, then a block of 8 dimensions of every lanes-th
// value. Goes with attend-workgroup.wgsl or attend-subgroup.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rowsPerSequence: u32,
  heads: u32,
  kvHeads: u32,
  headDim: u32, // at most 256, a multiple of 8
  capacity: u32, // positions of a sequence in the cache, where later ones take the place of the oldest
  queryBlocks: u32, // vec4f from one row of `query` to the next
  window: u32, // tokens that a query sees, its own among them
  splits: u32,
  splitKeys: u32,
  tileTokens: u32,
  tileHeads: u32, // times tileTokens at most `vectors`
  scale: f32,
  outputBlocks: u32, // of one split: vec4f from one row of `partials` to the next
  firstSink: u32, // f32 before them in `sinks`, or NONE
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> query: array<vec4f>;
@group(0) @binding(2) var<storage, read> keys: array<vec4u>; // [sequence, head, block, position]
@group(0) @binding(3) var<storage, read> values: array<vec4u>; // [sequence, head, position, block]
@group(0) @binding(4) var<storage, read> state: array<vec2u>; // token and position of each row
@group(0) @binding(5) var<storage, read_write> partials: array<vec4f>; // [row, head, split, headDim], one split: [row, head, headDim]
@group(0) @binding(6) var<storage, read_write> stats: array<vec2f>; // largest and sum: [row, head, split]
@group(0) @binding(7) var<storage, read> sinks: array<f32>;

override workgroupSize: u32 = 64; // 64 or 128
override vectors: u32 = 8; // 1, 2, 4 or 8

const NONE = 0xffffffffu;
const LOWEST = -3.0e38;

var<workgroup> tile: array<vec4f, 512>; // queries as [block of 4, vector]; sums in the end
var<workgroup> scores: array<f32, vectors * workgroupSize>;
var<workgroup> largest: array<f32, 8>;
var<workgroup> factors: array<f32, 8>;

fn firstSeen(position: u32) -> u32 {
  return max(position + 1u, parameters.window) - parameters.window;
}

// What a split that is the whole context is multiplied by: 1 / Σ exp(score), of which a sink is one.
fn shareOf(largest: f32, sum: f32, head: u32) -> f32 {
  if (parameters.firstSink == NONE) {
    return 1.0 / sum;
  }
  let sink = sinks[parameters.firstSink + head];
  let most = max(largest, sink);
  return exp(largest - most) / (sum * exp(largest - most) + exp(sink - most));
}

fn run(workgroup: u32, invocation: u32) {
  let split = workgroup % parameters.splits;
  let groupHeads = parameters.heads / parameters.kvHeads;
  let headTiles = (groupHeads + parameters.tileHeads - 1u) / parameters.tileHeads;
  let headTile = workgroup / parameters.splits % headTiles;
  let kvHead = workgroup / parameters.splits / headTiles % parameters.kvHeads;
  let tokenTile = workgroup / parameters.splits / headTiles / parameters.kvHeads;
  let sequenceTiles = (parameters.rowsPerSequence + parameters.tileTokens - 1u) / parameters.tileTokens;
  let sequence = tokenTile / sequenceTiles;
  let firstToken = tokenTile % sequenceTiles * parameters.tileTokens;
  let tokens = min(parameters.tileTokens, parameters.rowsPerSequence - firstToken);
  let firstRow = sequence * parameters.rowsPerSequence + firstToken;
  let firstHead = headTile * parameters.tileHeads;
  let heads = min(parameters.tileHeads, groupHeads - firstHead);
  let firstPosition = state[firstRow].y;

  let blocks = parameters.headDim / 8u;
  for (var i = invocation; i < 2u * blocks * vectors; i += workgroupSize) {
    let vector = i % vectors;
    let token = vector / parameters.tileHeads;
    let head = vector % parameters.tileHeads;
    var block = vec4f();
    if (token < tokens && head < heads) {
      let begin = (firstRow + token) * parameters.queryBlocks
        + (kvHead * groupHeads + firstHead + head) * 2u * blocks;
      block = parameters.scale * query[begin + i / vectors];
    }
    tile[i] = block;
  }
  if (invocation < 8u) {
    largest[invocation] = LOWEST;
  }
  workgroupBarrier();

  let stored = sequence * parameters.kvHeads + kvHead;
  let start = firstSeen(firstPosition) + split * parameters.splitKeys;
  let to = min(start + parameters.splitKeys, firstPosition + tokens);
  let block = invocation % blocks;
  let lane = invocation / blocks;
  let lanes = workgroupSize / blocks;
  var sums: array<f32, 8>;
  var totals: array<vec4f, 16>;

  for (var run = start; run < to; run += workgroupSize) {
    let key = run + invocation;
    let place = key % parameters.capacity;
    // Set to zero by name: without it Chromium 156 keeps, on SwiftShader, what the round before left.
    var dots = array<f32, 8>();
    if (key < to) {
      for (var b = 0u; b < blocks; b++) {
        let packed = keys[(stored * blocks + b) * parameters.capacity + place];
        let low = vec4f(unpack2x16float(packed.x), unpack2x16float(packed.y));
        let high = vec4f(unpack2x16float(packed.z), unpack2x16float(packed.w));
        for (var v = 0u; v < vectors; v++) {
          dots[v] += dot(low, tile[2u * b * vectors + v]) + dot(high, tile[(2u * b + 1u) * vectors + v]);
        }
      }
    }
    for (var v = 0u; v < vectors; v++) {
      let position = firstPosition + v / parameters.tileHeads;
      let isSeen = key < to && key <= position && key >= firstSeen(position);
      scores[v * workgroupSize + invocation] = select(LOWEST, dots[v], isSeen);
    }
    meetMaxima(invocation);
    for (var v = 0u; v < vectors; v++) {
      let at = v * workgroupSize + invocation;
      let score = scores[at];
      let weight = select(exp(score - largest[v]), 0.0, score == LOWEST);
      sums[v] = factors[v] * sums[v] + weight;
      scores[at] = weight;
    }
    workgroupBarrier();
    for (var v = 0u; v < vectors; v++) {
      totals[2u * v] *= factors[v];
      totals[2u * v + 1u] *= factors[v];
    }
    if (lane < lanes) {
      let begin = run % parameters.capacity;
      for (var i = lane; i < min(workgroupSize, to - run); i += lanes) {
        let behind = select(0u, parameters.capacity, begin + i >= parameters.capacity);
        let packed = values[(stored * parameters.capacity + begin + i - behind) * blocks + block];
        let low = vec4f(unpack2x16float(packed.x), unpack2x16float(packed.y));
        let high = vec4f(unpack2x16float(packed.z), unpack2x16float(packed.w));
        for (var v = 0u; v < vectors; v++) {
          let weight = scores[v * workgroupSize + i];
          totals[2u * v] += weight * low;
          totals[2u * v + 1u] += weight * high;
        }
      }
    }
    workgroupBarrier();
  }

  for (var v = 0u; v < vectors; v++) {
    scores[v * workgroupSize + invocation] = sums[v];
  }
  meetSums(invocation);
  for (var v = 0u; v < vectors; v++) {
    tile[2u * invocation] = totals[2u * v];
    tile[2u * invocation + 1u] = totals[2u * v + 1u];
    workgroupBarrier();
    let token = v / parameters.tileHeads;
    let head = v % parameters.tileHeads;
    if (token < tokens && head < heads) {
      let ownHead = kvHead * groupHeads + firstHead + head;
      let at = ((firstRow + token) * parameters.heads + ownHead) * parameters.splits + split;
      var first = 2u * at * blocks;
      var share = 1.0;
      if (parameters.splits == 1u) {
        first = (firstRow + token) * parameters.outputBlocks + 2u * ownHead * blocks;
        share = shareOf(largest[v], factors[v], ownHead);
      }
      if (invocation < blocks) {
        var low = vec4f();
        var high = vec4f();
        for (var i = 0u; i < lanes; i++) {
          low += tile[2u * (i * blocks + invocation)];
          high += tile[2u * (i * blocks + invocation) + 1u];
        }
        partials[first + 2u * invocation] = share * low;
        partials[first + 2u * invocation + 1u] = share * high;
      }
      if (invocation == 0u && parameters.splits > 1u) {
        stats[at] = vec2f(largest[v], factors[v]);
      }
    }
    workgroupBarrier();
  }
}
