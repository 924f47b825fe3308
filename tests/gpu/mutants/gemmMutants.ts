import type { Bench } from "./mutant.ts";

const value = "parameters.scale * value";

const ofF32: Bench = {
  input: { kernel: "gemm-f32", variant: "16x128", shape: { m: 131, n: 261, k: 67 } },
  mutants: [
    {
      fault: "drops the K tail",
      find: "depth < parameters.k; depth",
      replace: "depth + tileDepth <= parameters.k; depth",
    },
    {
      fault: "transposes a tile wrongly",
      find: "tileA[to + 2u * threadRows] = columns[1];",
      replace: "tileA[to + 2u * threadRows] = columns[2];",
    },
    {
      fault: "never writes the last row",
      find: "row < parameters.m &&",
      replace: "row + 1u < parameters.m &&",
      subtle: true,
    },
    {
      fault: "zeroes the last column",
      find: "< vec4u(parameters.n);",
      replace: "< vec4u(parameters.n - 1u);",
      subtle: true,
    },
    {
      fault: "takes the last row of A for the one before",
      find: "min(row, parameters.m - 1u)",
      replace: "min(row, parameters.m - 2u)",
      subtle: true,
    },
    {
      fault: "stores one register of one invocation twice",
      find: "store(tile, low, left, lowLeft0);",
      replace:
        "store(tile, low, left, select(lowLeft0, lowLeft1, workgroup == 0u && invocation == 0u));",
      subtle: true,
    },
    {
      fault: "misses one product in one register of a workgroup",
      find: "highRight3 = fma(vec4f(a1.w), w1, highRight3);",
      replace:
        "highRight3 = fma(vec4f(select(a1.w, 0.0, workgroup == 5u && i == 7u)), w1, highRight3);",
      subtle: true,
    },
  ],
};

/** 240 rows of W in a binding, so that its second tile is a part of one. */
const ofF16: Bench = {
  input: {
    kernel: "gemm-f16",
    variant: "16x128",
    shape: { m: 19, n: 1003, k: 133 },
    bufferBytes: 2 ** 16,
    workgroupsPerPass: 3,
  },
  mutants: [
    {
      fault: "forgets the rows of the bindings before",
      find: "row * parameters.outputStride + parameters.firstRow;",
      replace: "row * parameters.outputStride;",
    },
    {
      fault: "uses the first half of a block of weights twice",
      find: "mat4x4f(p[1], q[1], r[1], s[1])",
      replace: "mat4x4f(p[0], q[0], r[0], s[0])",
    },
    {
      fault: "takes the last eight weights of a row for those before",
      find: "(parameters.k - 1u) / 8u",
      replace: "(parameters.k - 1u) / 8u - 1u",
    },
    {
      fault: "rounds its sums to half precision",
      find: value,
      replace: `quantizeToF16(${value})`,
    },
    {
      fault: "scales one output of a binding by a thousandth too much",
      find: value,
      replace: `${value} * select(vec4f(1.0), vec4f(1.001, 1.0, 1.0, 1.0), row == 18u && column == 100u)`,
      subtle: true,
    },
  ],
};

export const gemmBenches: readonly Bench[] = [ofF32, ofF16];
