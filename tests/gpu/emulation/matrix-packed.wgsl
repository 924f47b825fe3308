// Reads what shaders/matrix-packed.wgsl keeps, as the matrix unit would.

fn half(value: vec4u, index: u32) -> f32 {
  return unpack2x16float(value[index / 2u % 4u])[index % 2u];
}

fn componentA(index: u32) -> f32 {
  return half(tileA[index / 8u], index);
}

fn componentW(index: u32) -> f32 {
  return half(tileW[index / 8u], index);
}
