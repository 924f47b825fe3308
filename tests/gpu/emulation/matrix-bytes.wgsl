// Reads what shaders/matrix-bytes.wgsl keeps, as the matrix unit would.

fn byteOf(word: i32, index: u32) -> i32 {
  return extractBits(word, 8u * (index % 4u), 8u);
}

fn componentA(index: u32) -> i32 {
  return byteOf(tileA[index / 4u], index);
}

fn componentW(index: u32) -> i32 {
  return byteOf(tileW[index / 4u], index);
}
