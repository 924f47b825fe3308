import type { Bench } from "./mutant.ts";

const store = "parameters.scale * sums[r]";

const ofF16: Bench = {
  input: { kernel: "gemv-f16", variant: "128x32", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "drops the last block of K",
      find: "block < parameters.dataBlocks; block",
      replace: "block + 1u < parameters.dataBlocks; block",
    },
    {
      fault: "works with half the lanes",
      find: "block += lanes)",
      replace: "block += 2u * lanes)",
    },
    {
      fault: "leaves out the last step of the reduction",
      find: "half > 0u",
      replace: "half > 1u",
    },
    {
      fault: "drops one lane's sum",
      find: "total += partials[invocation + half];",
      replace: "total += select(partials[invocation + half], vec4f(), lane == 3u);",
    },
    {
      fault: "swaps the halves of a block of x",
      find: "let low = x[input + 2u * block];",
      replace: "let low = x[input + 2u * block + 1u];",
    },
    {
      fault: "reads one weight of a pair twice",
      find: "unpack2x16float(block.w)), high)",
      replace: "unpack2x16float(block.w).xx), high)",
    },
    {
      fault: "takes every fourth row for the one before",
      find: "weights[starts.w + block]",
      replace: "weights[starts.z + block]",
    },
    {
      fault: "scales by a thousandth too much",
      find: store,
      replace: `1.001 * ${store}`,
    },
    {
      fault: "rounds its sums to half precision",
      find: store,
      replace: `quantizeToF16(${store})`,
    },
    {
      fault: "takes the last row for the one before",
      find: "vec4u(parameters.n - 1u)",
      replace: "vec4u(parameters.n - 2u)",
      subtle: true,
    },
    {
      fault: "never writes one row",
      find: "if (row + r < parameters.n) {",
      replace: "if (row + r < parameters.n && row + r != 500u) {",
      subtle: true,
    },
    {
      fault: "writes zero for the last row",
      find: store,
      replace: `select(${store}, 0.0, row + r == parameters.n - 1u)`,
      subtle: true,
    },
    {
      fault: "begins four rows one block late",
      find: "var block = lane;",
      replace: "var block = lane + select(0u, lanes, row == 512u);",
      subtle: true,
    },
  ],
};

/** 240 rows in a binding, 15 workgroups of 16 rows each. */
const ofF32: Bench = {
  input: {
    kernel: "gemv-f32",
    variant: "128x32",
    shape: { m: 1, n: 1031, k: 133 },
    bufferBytes: 2 ** 17,
    workgroupsPerPass: 4,
  },
  mutants: [
    {
      fault: "forgets the rows of the bindings before",
      find: " + parameters.firstRow + row + r]",
      replace: " + row + r]",
    },
    {
      fault: "forgets at which workgroup a pass begins",
      find: "parameters.firstWorkgroup + group.x",
      replace: "group.x",
    },
    {
      fault: "leaves out the last workgroup of a pass",
      find: "workgroup >= parameters.endWorkgroup",
      replace: "workgroup + 1u >= parameters.endWorkgroup",
    },
    {
      fault: "reads a neighbour's block",
      find: "weights[starts.x + block]",
      replace: "weights[starts.x + (block ^ 1u)]",
    },
    {
      fault: "keeps ten bits of a result",
      find: store,
      replace: `bitcast<f32>(bitcast<u32>(${store}) & 0xffffe000u)`,
    },
    {
      fault: "never writes the last row of a binding",
      find: "if (row + r < parameters.n) {",
      replace: "if (row + r + 1u < parameters.n) {",
      subtle: true,
    },
    {
      fault: "writes the first row of a binding over the second",
      find: "parameters.firstRow + row + r]",
      replace: "parameters.firstRow + row + r + select(0u, 1u, row + r == 0u)]",
      subtle: true,
    },
    {
      fault: "turns the sign of one row of a binding",
      find: store,
      replace: `select(1.0, -1.0, row + r == 17u) * ${store}`,
      subtle: true,
    },
  ],
};

/** 65 workgroups on a grid of 64 × 2. */
const onFoldedGrid: Bench = {
  input: {
    kernel: "gemv-f32",
    variant: "128x32",
    shape: { m: 1, n: 1031, k: 133 },
    workgroupsPerDimension: 64,
  },
  mutants: [
    {
      fault: "ignores the second dimension of its grid",
      find: " + group.y * groups.x",
      replace: "",
      subtle: true,
    },
  ],
};

const fetch = "dotRows(starts[quad], block + ahead * lanes, parameters.inputOffset)";

/** 163 blocks a row: one stride of 128 for a team, then the rest. */
const unrolled: Bench = {
  input: {
    kernel: "gemv-f16",
    variant: "128x32/4x4",
    shape: { m: 1, n: 1031, k: 1300 },
  },
  mutants: [
    {
      fault: "fetches the same block four times",
      find: fetch,
      replace: "dotRows(starts[quad], block, parameters.inputOffset)",
    },
    {
      fault: "leaves out what is left behind whole strides",
      find: "for (; block < parameters.dataBlocks; block += lanes)",
      replace: "for (; block < parameters.dataBlocks; block += parameters.dataBlocks)",
    },
    {
      fault: "leaves out one block of one row",
      find: fetch,
      replace: fetch.replace("dotRows(", "select(1.0, 0.0, row == 512u && lane == 3u) * dotRows("),
      subtle: true,
    },
  ],
};

const ofEightRows: Bench = {
  input: {
    kernel: "gemv-f16",
    variant: "128x32/8x1",
    shape: { m: 1, n: 1031, k: 515 },
  },
  mutants: [
    {
      fault: "takes the first four of eight rows for the last four",
      find: "rowsFrom(row + 4u * quad)",
      replace: "rowsFrom(row)",
    },
    {
      fault: "never writes the last row",
      find: "if (row + r < parameters.n) {",
      replace: "if (row + r + 1u < parameters.n) {",
      subtle: true,
    },
    {
      fault: "swaps two of eight rows",
      find: "scale * sums[r]",
      replace: "scale * sums[select(r, r ^ 1u, row == 516u && r > 1u)]",
      subtle: true,
    },
  ],
};

export const gemvBenches: readonly Bench[] = [ofF16, ofF32, onFoldedGrid, unrolled, ofEightRows];
