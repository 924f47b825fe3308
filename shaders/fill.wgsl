// Writes pseudo-random words: word i = (hash(seed + i) & keepBits) | setBits. The two fix some bits, so
// that every word holds exact dyadic numbers of the wanted type; in rows with scales the words behind
// `dataWords` have bits of their own (src/kernels/inputs.ts makes the same words on the CPU).
//
// A workgroup owns 256 × 16 consecutive words; an invocation owns every 256th of them.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  words: u32,
  firstWord: u32,
  seed: u32,
  keepBits: u32,
  setBits: u32,
  rowWords: u32,
  dataWords: u32, // of a row; then come scales
  scaleKeepBits: u32,
  scaleSetBits: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> destination: array<u32>;

// The finaliser "lowbias32" by Chris Wellons (https://nullprogram.com/blog/2018/07/31/): a bijection of
// 32-bit words with a bias of 0.17 bits in 1,000.
fn hash(value: u32) -> u32 {
  var h = value;
  h = (h ^ (h >> 16u)) * 0x7feb352du;
  h = (h ^ (h >> 15u)) * 0x846ca68bu;
  return h ^ (h >> 16u);
}

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let workgroup = parameters.firstWorkgroup + group.x + group.y * groups.x;
  if (workgroup >= parameters.endWorkgroup) {
    return;
  }
  for (var step = 0u; step < 16u; step++) {
    let word = (workgroup * 16u + step) * 256u + invocation;
    if (word < parameters.words) {
      let index = parameters.firstWord + word;
      let isScale = word % parameters.rowWords >= parameters.dataWords;
      let keepBits = select(parameters.keepBits, parameters.scaleKeepBits, isScale);
      let setBits = select(parameters.setBits, parameters.scaleSetBits, isScale);
      destination[index] = (hash(parameters.seed + index) & keepBits) | setBits;
    }
  }
}
