// In the place of shaders/matrix-halves.wgsl where there is no f16: values as f16 would hold them, kept as f32.

alias Stored = f32;

const PER_STORED = 1u;
const PADDING = 8u;

fn keepA(to: u32, values: vec4f) {
  let own = quantizeToF16(values);
  for (var i = 0u; i < 4u; i++) {
    tileA[to + i] = own[i];
  }
}

fn keepW(to: u32, values: vec4f) {
  let own = quantizeToF16(values);
  for (var i = 0u; i < 4u; i++) {
    tileW[to + i] = own[i];
  }
}

fn componentA(index: u32) -> f32 {
  return tileA[index];
}

fn componentW(index: u32) -> f32 {
  return tileW[index];
}
