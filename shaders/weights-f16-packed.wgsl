// f16 weights as they are stored: a 16-byte block is an octet.

@group(0) @binding(1) var<storage, read> weights: array<vec4u>;

fn packedOctet(start: u32, octet: u32) -> vec4u {
  return weights[start + octet];
}
