// f16 weights as `shader-f16` reads them: a 16-byte block holds 8, converted to f32 before the product.
// Goes with blocks-of-8.wgsl.

struct Block {
  low: vec4h,
  high: vec4h,
}

@group(0) @binding(1) var<storage, read> weights: array<Block>;

fn dot8(block: Block, low: vec4f, high: vec4f) -> f32 {
  return dot(vec4f(block.low), low) + dot(vec4f(block.high), high);
}

// Eight weights from 8 · octet on of the row that begins at block `start`.
fn weightOctet(start: u32, octet: u32) -> array<vec4f, 2> {
  let block = weights[start + octet];
  return array<vec4f, 2>(vec4f(block.low), vec4f(block.high));
}
