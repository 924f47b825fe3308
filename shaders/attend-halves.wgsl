// Queries rounded to f16, and keys and values as the cache has them, kept one by one. Goes before
// step-attend-matrix.wgsl, with matrix-halves.wgsl.

fn keepQueries(to: u32, values: array<vec4f, 2>) {
  keepA(to, values[0]);
  keepA(to + 4u, values[1]);
}

fn keepCached(to: u32, octet: vec4u) {
  keepW(to, vec4f(unpack2x16float(octet.x), unpack2x16float(octet.y)));
  keepW(to + 4u, vec4f(unpack2x16float(octet.z), unpack2x16float(octet.w)));
}
