// int4 weights for the matrix unit, decoded in f16 arithmetic: the layout is that of weights-int4.wgsl. A
// nibble less 8 is exact, its product with the scale rounded once.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

// As the mantissa of an f16 with exponent 10 a nibble reads 1024 more than it is.
fn pair(word: u32) -> vec2h {
  return bitcast<vec2h>((word & 0x000f000fu) | 0x64006400u) - vec2h(1032.0h);
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let group = octet / 4u;
  let word = weights[start + group][octet % 4u];
  let scales = weights[start + parameters.dataBlocks + group / 8u][group / 2u % 4u];
  let scale = bitcast<vec2h>(scales)[group % 2u];
  return array<vec4f, 2>(
    vec4f(scale * vec4h(pair(word), pair(word >> 4u))),
    vec4f(scale * vec4h(pair(word >> 8u), pair(word >> 12u))),
  );
}
