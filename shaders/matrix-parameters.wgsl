// The problem of every matrix kernel, C[row, firstRow + column] = scale · Σ A[row,i]·W[column,i], as far as
// one binding holds W. src/kernels/matrixLayout.ts writes it.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  m: u32, // rows of A: tokens
  n: u32, // rows of W in this binding
  k: u32,
  weightBlocks: u32, // 16-byte blocks from one stored row of W to the next
  dataBlocks: u32, // of them weights; then come their scales
  inputStride: u32, // vec4f from one row of A to the next
  inputOffset: u32, // vec4f before A
  outputStride: u32, // f32 from one row of C to the next, a multiple of 4
  firstRow: u32, // rows of W in the bindings before this one, a multiple of 4
  scale: f32,
  activation: u32, // of a gate and up, as gated-product.wgsl numbers them; else 0
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
