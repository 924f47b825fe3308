// W is a gate and behind it, row for row, up: of four rows two are the gate's and two the same of up, and
// y[token, row] = f(scale · gate's sum) · (scale · up's sum). All of W lies in one binding. Goes with a gemv*.wgsl
// and gated-product.wgsl, in the stead of outputs-rows.wgsl.

@group(0) @binding(3) var<storage, read_write> y: array<f32>;

// Rows past the end are read at the last row and never stored.
fn rowsFrom(row: u32) -> vec4u {
  let outputs = parameters.n / 2u;
  let gates = min(vec2u(row / 2u) + vec2u(0u, 1u), vec2u(outputs - 1u));
  let ups = gates + outputs;
  return vec4u(gates, ups);
}

fn store(token: u32, row: u32, sums: vec4f) {
  let scaled = parameters.scale * sums;
  let products = gatedProduct(parameters.activation, scaled.xyxy, scaled.zwzw);
  for (var r = 0u; r < 2u; r++) {
    let output = row / 2u + r;
    if (output < parameters.n / 2u) {
      y[token * parameters.outputStride + output] = products[r];
    }
  }
}
