// Splits a token's query, key and value, adds their bias, norms each head's query and key where the model does,
// turns pairs (i, i + pairs) of them by the token's position, and writes key and value, as f16, behind those
// of the tokens before.
//
// A workgroup owns one head of one token: a query head, then key heads, then value heads; an invocation owns
// every 64th pair. Keys lie as [sequence, head, block of 8, position] so that neighbouring invocations of
// attention, a position each, read neighbouring blocks; values as [sequence, head, position, block of 8].

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rowsPerSequence: u32,
  heads: u32,
  kvHeads: u32,
  headDim: u32, // at most 256
  pairs: u32, // of a head's first values; those past them are not turned
  capacity: u32, // positions of a sequence in the cache
  inputStride: u32, // f32 from one row of qkv to the next
  outputStride: u32, // f32 from one row of `query` to the next
  firstPosition: u32, // of `rotations`
  queryWeights: u32, // f32 before them in `vectors`, or NONE; likewise the next two
  keyWeights: u32,
  bias: u32,
  epsilon: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> qkv: array<f32>;
@group(0) @binding(2) var<storage, read> vectors: array<f32>;
@group(0) @binding(3) var<storage, read> rotations: array<vec2f>; // cosine and sine: [position, pair]
@group(0) @binding(4) var<storage, read> state: array<vec2u>; // token and position of each row
@group(0) @binding(5) var<storage, read_write> query: array<f32>;
@group(0) @binding(6) var<storage, read_write> keys: array<u32>;
@group(0) @binding(7) var<storage, read_write> values: array<u32>;

const THREADS = 64u;
const NONE = 0xffffffffu;

var<workgroup> head: array<f32, 256>;
var<workgroup> partials: array<f32, THREADS>;

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
  let slots = parameters.heads + 2u * parameters.kvHeads;
  let row = workgroup / slots;
  let slot = workgroup % slots;
  let isQuery = slot < parameters.heads;
  let isKey = !isQuery && slot < parameters.heads + parameters.kvHeads;
  let dim = parameters.headDim;
  let position = state[row].y;

  let first = slot * dim;
  var squares = 0.0;
  for (var i = invocation; i < dim; i += THREADS) {
    var value = qkv[row * parameters.inputStride + first + i];
    if (parameters.bias != NONE) {
      value += vectors[parameters.bias + first + i];
    }
    head[i] = value;
    squares += value * value;
  }
  let weights = select(parameters.keyWeights, parameters.queryWeights, isQuery);
  if ((isQuery || isKey) && weights != NONE) {
    partials[invocation] = squares;
    for (var half = THREADS / 2u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (invocation < half) {
        partials[invocation] += partials[invocation + half];
      }
    }
    workgroupBarrier();
    let factor = inverseSqrt(partials[0] / f32(dim) + parameters.epsilon);
    for (var i = invocation; i < dim; i += THREADS) {
      head[i] *= factor * vectors[weights + i];
    }
  }
  workgroupBarrier();
  if (isQuery || isKey) {
    let pairs = parameters.pairs;
    for (var i = invocation; i < pairs; i += THREADS) {
      let turn = rotations[(position - parameters.firstPosition) * pairs + i];
      let low = head[i];
      let high = head[pairs + i];
      head[i] = low * turn.x - high * turn.y;
      head[pairs + i] = high * turn.x + low * turn.y;
    }
  }
  workgroupBarrier();
  if (isQuery) {
    for (var i = invocation; i < dim; i += THREADS) {
      query[row * parameters.outputStride + first + i] = head[i];
    }
    return;
  }
  // Behind the last slot of a cache that keeps a window only, the first is written over.
  let place = position % parameters.capacity;
  let kvHead = (slot - parameters.heads) % parameters.kvHeads;
  let stored = row / parameters.rowsPerSequence * parameters.kvHeads + kvHead;
  let blocks = dim / 8u;
  for (var word = invocation; word < dim / 2u; word += THREADS) {
    let packed = pack2x16float(vec2f(head[2u * word], head[2u * word + 1u]));
    let block = word / 4u;
    if (isKey) {
      keys[4u * ((stored * blocks + block) * parameters.capacity + place) + word % 4u] = packed;
    } else {
      values[4u * ((stored * parameters.capacity + place) * blocks) + word] = packed;
    }
  }
}
