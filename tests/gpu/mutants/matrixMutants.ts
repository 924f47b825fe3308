import type { Bench } from "./mutant.ts";

const product = "sums[own] = multiplyAccumulate(left, rights[j], sums[own], lane);";
const value = "parameters.scale * outputOf(ownRow - tileRow, scratch[first + element]);";

/** 240 rows of W in a binding, and five rows of tiles in bands of two. */
const ofHalves: Bench = {
  input: {
    kernel: "emulated-gemm-matrix-f16",
    shape: { m: 131, n: 67, k: 133 },
    bufferBytes: 2 ** 14,
    workgroupsPerPass: 7,
  },
  mutants: [
    {
      fault: "drops the K tail",
      find: "depth < parameters.k; depth += DEPTH",
      replace: "depth + DEPTH <= parameters.k; depth += DEPTH",
    },
    {
      fault: "takes the same place for two tiles of a band",
      find: "return vec2u(firstRow + index % rows, index / rows);",
      replace: "return vec2u(firstRow + index % BAND, index / BAND);",
    },
    {
      fault: "uses the first half of an octet of A twice",
      find: "keepA(to + 4u, values[1]);",
      replace: "keepA(to + 4u, values[0]);",
    },
    {
      fault: "takes the last eight weights of a row for those before",
      find: "(parameters.k - 1u) / 8u",
      replace: "(parameters.k - 1u) / 8u - 1u",
    },
    {
      fault: "multiplies the octets of the step before once more",
      find: "inputs[i] = inputOctet(tileRow + index / OCTETS, next + index % OCTETS);",
      replace: "inputs[i] = inputOctet(tileRow + index / OCTETS, next - OCTETS + index % OCTETS);",
    },
    {
      fault: "forgets the rows of the bindings before",
      find: "parameters.firstRow + ownColumn]",
      replace: "ownColumn]",
    },
    {
      fault: "misses one step along k in one result of the unit",
      find: product,
      replace: `if (i == 0u && along == 16u && depth == 64u && workgroup == 2u && subgroup == 1u) {\n            continue;\n          }\n          ${product}`,
    },
    {
      fault: "stores a neighbour's value",
      find: value,
      replace: "parameters.scale * outputOf(ownRow - tileRow, scratch[first + (element ^ 1u)]);",
    },
    {
      fault: "never writes the last row",
      find: "ownRow < parameters.m &&",
      replace: "ownRow + 1u < parameters.m &&",
      subtle: true,
    },
    {
      fault: "takes the last row of A for the one before",
      find: "min(row, parameters.m - 1u)",
      replace: "min(row, parameters.m - 2u)",
      subtle: true,
    },
    {
      fault: "doubles one output",
      find: value,
      replace: `select(1.0, 2.0, ownRow == 77u && ownColumn == 3u) * ${value}`,
      subtle: true,
    },
    {
      fault: "gives one value of A to one row of a tile in a hundred",
      find: "inputs[i] = inputOctet(tileRow + index / OCTETS, index % OCTETS);",
      replace:
        "inputs[i] = inputOctet(tileRow + index / OCTETS, index % OCTETS);\n    if (tileRow + index / OCTETS == 40u) {\n      inputs[i][0].y = inputs[i][0].x;\n    }",
      subtle: true,
    },
  ],
};

/** A step is 64 bytes deep: the last one goes past the padding of A's rows. */
const ofBytes: Bench = {
  input: { kernel: "emulated-gemm-matrix-i8-int8", shape: { m: 131, n: 35, k: 133 } },
  mutants: [
    {
      fault: "reads on past the end of k",
      find: "if (8u * octet >= parameters.k) {",
      replace: "if (8u * octet >= 2u * parameters.k) {",
    },
    {
      fault: "scales by half as much as it quantised by",
      find: "return bitcast<f32>(scaleExponent(row) << 23u)",
      replace: "return bitcast<f32>((scaleExponent(row) - 1u) << 23u)",
    },
    {
      fault: "brings A to seven bits",
      find: "vec4f(-127.0), vec4f(127.0)",
      replace: "vec4f(-63.0), vec4f(63.0)",
    },
    {
      fault: "takes the first half of a block of weights for the second",
      find: "select(block.xy, block.zw, own % 2u == 1u)",
      replace: "block.xy",
    },
    {
      fault: "rounds towards zero",
      find: "clamp(round(values * inverse)",
      replace: "clamp(trunc(values * inverse)",
    },
    {
      fault: "adds one to one output",
      find: value,
      replace: `select(0.0, 1.0, ownRow == 7u && ownColumn == 3u) + ${value}`,
      subtle: true,
    },
  ],
};

/** Octets that are kept as one value. */
const ofInt4: Bench = {
  input: {
    kernel: "emulated-gemm-matrix-int4",
    variant: "32x32x32/4 packed 16x16x16",
    shape: { m: 35, n: 67, k: 133 },
  },
  mutants: [
    {
      fault: "takes one scale for two groups",
      find: "[group % 2u]",
      replace: "[0u]",
    },
    {
      fault: "packs two values of an octet twice",
      find: "pack2x16float(values[1].xy),",
      replace: "pack2x16float(values[0].xy),",
    },
  ],
};

const ofCeiling: Bench = {
  input: {
    kernel: "emulated-matrix-f16-f32",
    variant: "4 of 8x8x8",
    shape: { elements: 4 },
  },
  mutants: [
    {
      fault: "does one round too few",
      find: "round < parameters.rounds; round++",
      replace: "round + 1u < parameters.rounds; round++",
    },
    {
      fault: "multiplies one right operand for all",
      find: "multiplyAccumulate(leftOpposite, rights[i], sums[i], lane)",
      replace: "multiplyAccumulate(leftOpposite, rights[0], sums[i], lane)",
    },
    {
      fault: "has equal left operands in all subgroups",
      find: "let left = loadLeft(subgroup * LEFT);",
      replace: "let left = loadLeft(0u);",
    },
    {
      fault: "leaves out one result",
      find: "totals[own] += f32(",
      replace: "totals[own] += select(1.0, 0.0, i == 7u) * f32(",
    },
    {
      fault: "is off in one output of 256",
      find: "+ element] = totals[own];",
      replace: "+ element] = totals[own] + select(0.0, 1.0, element == 37u && subgroup == 1u);",
      subtle: true,
    },
  ],
};

/** Around an emulated unit: its own faults no driver here could show. */
export const matrixBenches: readonly Bench[] = [ofHalves, ofBytes, ofInt4, ofCeiling];
