import type { Bench } from "./mutant.ts";

const group = "return scaleOf(start, group) * f32(sum);";

const ofInt8: Bench = {
  input: { kernel: "gemv-dot4-int8", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "rounds its input down",
      find: "clamp(round(value * inverse)",
      replace: "clamp(floor(value * inverse)",
    },
    {
      fault: "clips its input at half its range",
      find: "vec4f(127.0))",
      replace: "vec4f(64.0))",
    },
    {
      fault: "takes the scale of a neighbour's group",
      find: "return scales[local / 2u] *",
      replace: "return scales[(local / 2u) ^ 1u] *",
    },
    {
      fault: "swaps two words of a block in one row",
      find: "dot16(weights[starts.z + block], a, b)",
      replace: `dot16(select(weights[starts.z + block], weights[starts.z + block].yxzw,
        starts.z == 702u * parameters.weightBlocks && block == 9u), a, b)`,
      subtle: true,
    },
  ],
};

/** More of a row than workgroup memory holds at a time. */
const ofLongRows: Bench = {
  input: { kernel: "gemv-dot4-int8", variant: "128x32", shape: { m: 1, n: 37, k: 8300 } },
  mutants: [
    {
      fault: "takes the first part of a long input for the others",
      find: "parameters.inputOffset + 8u * (chunk + group)",
      replace: "parameters.inputOffset + 8u * group",
    },
  ],
};

/** 17 groups of 16 bytes and three blocks of scales a row. */
const ofInt4: Bench = {
  input: { kernel: "gemv-dot4-int4", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "takes weights for unsigned",
      find: "(((nibbles & 0x0f0f0f0fu) | 0x80808080u) - 0x08080808u) ^ 0x80808080u",
      replace: "nibbles & 0x0f0f0f0fu",
    },
    {
      fault: "multiplies both nibbles with the first one's input",
      find: "signed(word >> 4u), input.y)",
      replace: "signed(word >> 4u), input.x)",
    },
    {
      fault: "takes one scale of a pair for both",
      find: "(block[group / 2u % 4u])[group % 2u]",
      replace: "(block[group / 2u % 4u])[0]",
    },
    {
      fault: "drops one group of one row",
      find: group,
      replace: group.replace("sum)", `select(sum, 0, start == ${700 * 20}u && group == 3u))`),
      subtle: true,
    },
  ],
};

/** Three workgroups of tokens, and more of a row than workgroup memory holds at a time. */
const ofTokens: Bench = {
  input: { kernel: "gemv-batch-dot4-int8", shape: { m: 19, n: 67, k: 1100 } },
  mutants: [
    {
      fault: "takes the first token's input for all",
      find: "parameters.inputOffset + token * parameters.inputStride",
      replace: "parameters.inputOffset + firstToken * parameters.inputStride",
    },
    {
      fault: "takes the first part of a long input for the others",
      find: "quantiseGroup(input + 8u * group, slot)",
      replace: "quantiseGroup(input + 8u * (slot % groups), slot)",
    },
    {
      fault: "multiplies with another token's input",
      find: "block - begin + t * groups * BLOCKS_PER_GROUP",
      replace: "block - begin + (t ^ 1u) * groups * BLOCKS_PER_GROUP",
    },
    {
      fault: "gives one output of one token to another",
      find: "parameters.scale * sums[r];",
      replace: "parameters.scale * sums[select(r, r ^ 1u, token == 11u && row == 40u)];",
      subtle: true,
    },
  ],
};

const product: Bench = {
  input: { kernel: "gemm-dot4-int8", shape: { m: 131, n: 261, k: 67 } },
  mutants: [
    {
      fault: "drops the K tail",
      find: "32u * step < parameters.k; step++",
      replace: "32u * step + 32u <= parameters.k; step++",
    },
    {
      fault: "swaps the blocks of a group",
      find: "tileW[(4u * half + i) * TILE + to]",
      replace: "tileW[(4u * (half ^ 1u) + i) * TILE + to]",
    },
    {
      fault: "takes another row's scale",
      find: "fma(vec4f(scalesA[threadRow]),",
      replace: "fma(vec4f(scalesA[threadRow + 16u]),",
    },
    {
      fault: "never writes the last row",
      find: "row < parameters.m && column",
      replace: "row + 1u < parameters.m && column",
      subtle: true,
    },
    {
      fault: "misses four products in one register of a workgroup",
      find: "counts3 += dots(tileA[a + 48u], columns);",
      replace: `counts3 += select(dots(tileA[a + 48u], columns), vec4i(),
        workgroup == 3u && invocation == 7u && i == 3u);`,
      subtle: true,
    },
  ],
};

export const dot4Benches: readonly Bench[] = [ofInt8, ofLongRows, ofInt4, ofTokens, product];
