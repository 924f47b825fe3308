import type { Bench } from "./mutant.ts";

const inside = "if (row + r < parameters.n) {";

/** Up to 8 tokens a workgroup: 19 take three. */
const batch: Bench = {
  input: { kernel: "gemv-batch-f32", variant: "128x32", shape: { m: 19, n: 261, k: 133 } },
  mutants: [
    {
      fault: "computes the first tokens again for the others",
      find: "let firstToken = workgroup / rowTiles * tokens;",
      replace: "let firstToken = 0u * (workgroup / rowTiles);",
    },
    {
      fault: "leaves out the last token",
      find: "token < parameters.m) {",
      replace: "token + 1u < parameters.m) {",
    },
    {
      fault: "takes every token's input for the first's",
      find: "parameters.inputOffset + token * parameters.inputStride",
      replace: "parameters.inputOffset + firstToken * parameters.inputStride",
    },
    {
      fault: "gives one output of one token to another",
      find: "parameters.scale * sums[r];",
      replace: "parameters.scale * sums[select(r, r ^ 1u, token == 11u && row == 40u)];",
      subtle: true,
    },
    {
      fault: "never writes the last row of a token in the second workgroup",
      find: inside,
      replace: "if (row + r + select(0u, 1u, token == 12u) < parameters.n) {",
      subtle: true,
    },
  ],
};

const subgroups: Bench = {
  input: {
    kernel: "gemv-f16",
    variant: "subgroups 128x4",
    shape: { m: 1, n: 1031, k: 515 },
  },
  mutants: [
    {
      fault: "takes one lane's sum for its subgroup's",
      find: "return subgroupAdd(sum);",
      replace: "return sum;",
    },
    {
      fault: "leaves one lane out of its subgroup's sum",
      find: "return subgroupAdd(sum);",
      replace: "return subgroupAdd(select(sum, vec4f(), lane == 2u));",
    },
    {
      fault: "counts on subgroups of 32",
      find: "invocation / lanes, workgroupSize / lanes, lane, lanes",
      replace: "invocation / 32u, workgroupSize / 32u, lane, 32u",
    },
    {
      fault: "leaves one lane out of the sum of one row",
      find: "sums = teamSum(sums, invocation, lane);",
      replace:
        "sums = teamSum(select(sums, vec4f(), lane == 1u && row == 512u), invocation, lane);",
      subtle: true,
    },
  ],
};

export const teamBenches: readonly Bench[] = [batch, subgroups];
