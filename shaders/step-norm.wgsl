// RMSNorm with what comes before it: sum = residual + addend, normed = weight · sum / √(mean(sum²) + ε).
// The addend, a part of the layer's output, takes a bias and an RMSNorm of its own where the model has them.
//
// A workgroup owns one token's row, an invocation every workgroupSize-th vec4f of it. Goes with a reduce-*.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  firstRow: u32, // the workgroups' rows follow it
  blocks: u32, // vec4f of a row
  stride: u32, // vec4f from one row to the next
  adds: u32, // 0: `residual` alone is normed, and no sum is written
  weights: u32, // vec4f before them in `vectors`; likewise the next two
  addendWeights: u32, // or NONE
  addendBias: u32, // or NONE
  epsilon: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> residual: array<vec4f>;
@group(0) @binding(2) var<storage, read> addend: array<vec4f>;
@group(0) @binding(3) var<storage, read> vectors: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> sum: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> normed: array<vec4f>;

const NONE = 0xffffffffu;

fn inverseOf(squares: f32) -> f32 {
  return inverseSqrt(squares / (4.0 * f32(parameters.blocks)) + parameters.epsilon);
}

fn biased(row: u32, block: u32) -> vec4f {
  let value = addend[row + block];
  if (parameters.addendBias == NONE) {
    return value;
  }
  return value + vectors[parameters.addendBias + block];
}

fn run(workgroup: u32, invocation: u32) {
  let row = (parameters.firstRow + workgroup) * parameters.stride;
  var addendFactor = 1.0;
  if (parameters.adds == 1u && parameters.addendWeights != NONE) {
    var squares = 0.0;
    for (var block = invocation; block < parameters.blocks; block += workgroupSize) {
      let value = biased(row, block);
      squares += dot(value, value);
    }
    addendFactor = inverseOf(totalOf(squares, invocation));
  }
  var squares = 0.0;
  for (var block = invocation; block < parameters.blocks; block += workgroupSize) {
    var value = residual[row + block];
    if (parameters.adds == 1u) {
      var added = addendFactor * biased(row, block);
      if (parameters.addendWeights != NONE) {
        added *= vectors[parameters.addendWeights + block];
      }
      value += added;
      sum[row + block] = value;
    }
    squares += dot(value, value);
  }
  let factor = inverseOf(totalOf(squares, invocation));
  for (var block = invocation; block < parameters.blocks; block += workgroupSize) {
    var value = residual[row + block];
    if (parameters.adds == 1u) {
      value = sum[row + block]; // as this invocation wrote it
    }
    normed[row + block] = factor * value * vectors[parameters.weights + block];
  }
}
