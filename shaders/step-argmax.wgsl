// The largest logit of each piece of a row, with its place; of equal ones the first.
//
// A workgroup owns one piece of one row, an invocation every workgroupSize-th logit of it. Goes with a
// reduce-*.wgsl.

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

const LOWEST = -3.0e38;

fn run(workgroup: u32, invocation: u32) {
  let row = workgroup / parameters.pieces;
  let first = workgroup % parameters.pieces * parameters.pieceColumns;
  let end = min(first + parameters.pieceColumns, parameters.columns);
  var own = Largest(LOWEST, first);
  for (var column = first + invocation; column < end; column += workgroupSize) {
    let logit = logits[row * parameters.stride + column];
    if (logit > own.value) {
      own = Largest(logit, column);
    }
  }
  let largest = largestOf(own, invocation);
  if (invocation == 0u) {
    best[workgroup] = vec2u(largest.place, bitcast<u32>(largest.value));
  }
}
