// Reads what shaders/matrix-halves.wgsl keeps, as the matrix unit would.

fn componentA(index: u32) -> f16 {
  return tileA[index];
}

fn componentW(index: u32) -> f16 {
  return tileW[index];
}
