// Four rows of W by their number, and where what a team summed of them goes:
// y[token, firstRow + row] = scale · sum. Goes with a gemv*.wgsl.

@group(0) @binding(3) var<storage, read_write> y: array<f32>;

// Rows past the end are read at the last row and never stored.
fn rowsFrom(row: u32) -> vec4u {
  return min(vec4u(row) + vec4u(0u, 1u, 2u, 3u), vec4u(parameters.n - 1u));
}

fn store(token: u32, row: u32, sums: vec4f) {
  for (var r = 0u; r < 4u; r++) {
    if (row + r < parameters.n) {
      y[token * parameters.outputStride + parameters.firstRow + row + r] = parameters.scale * sums[r];
    }
  }
}
