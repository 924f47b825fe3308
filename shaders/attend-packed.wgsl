// Queries rounded to f16, and keys and values as the cache has them, kept an octet at a time. Goes before
// step-attend-matrix.wgsl, with matrix-packed.wgsl.

fn keepQueries(to: u32, values: array<vec4f, 2>) {
  tileA[to / 8u] = packed(values);
}

fn keepCached(to: u32, octet: vec4u) {
  tileW[to / 8u] = octet;
}
