// Weights as a weights-*.wgsl decodes them (weightOctet), packed as f16. Goes with matrix-packed.wgsl.

fn packedOctet(start: u32, octet: u32) -> vec4u {
  return packed(weightOctet(start, octet));
}
