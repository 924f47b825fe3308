// The next token of each row: the place of the largest of its pieces' largest logits; of equal ones the first.
//
// A workgroup owns one row, an invocation every workgroupSize-th piece of it. Goes with a reduce-*.wgsl.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  pieces: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> best: array<vec2u>; // place and bits of the logit: [row, piece]
@group(0) @binding(2) var<storage, read_write> chosen: array<u32>;

const LOWEST = -3.0e38;

fn run(row: u32, invocation: u32) {
  var own = Largest(LOWEST, 0u);
  for (var piece = invocation; piece < parameters.pieces; piece += workgroupSize) {
    let rival = best[row * parameters.pieces + piece];
    if (bitcast<f32>(rival.y) > own.value) {
      own = Largest(bitcast<f32>(rival.y), rival.x);
    }
  }
  let largest = largestOf(own, invocation);
  if (invocation == 0u) {
    chosen[row] = largest.place;
  }
}
