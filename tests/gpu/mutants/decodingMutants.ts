import type { Bench } from "./mutant.ts";

const groupSum = "return scaleOf(start, group) * sum;";
/** Of row 700, whose stored row is so many blocks long. */
const inOneRow = (blocks: number): string =>
  groupSum.replace("sum;", `select(sum, 0.0, start == ${700 * blocks}u && group == 3u);`);

const int8: Bench = {
  input: { kernel: "gemv-int8", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "reads signed weights as unsigned",
      find: "dot(vec4f(unpack4xI8(block.x)), a)",
      replace: "dot(vec4f(unpack4xU8(block.x)), a)",
    },
    {
      fault: "takes the smallest weight for the one above it",
      find: "dot(vec4f(unpack4xI8(block.y)), b)",
      replace: "dot(max(vec4f(unpack4xI8(block.y)), vec4f(-127.0)), b)",
    },
    {
      fault: "swaps two words of a block in one row",
      find: "dot16(weights[starts.z + block], a, b, c, d)",
      replace: `dot16(select(weights[starts.z + block], weights[starts.z + block].yxzw,
        starts.z == 702u * parameters.weightBlocks && block == 9u), a, b, c, d)`,
      subtle: true,
    },
  ],
};

/** 17 groups of 16 bytes and three blocks of scales a row. */
const int4: Bench = {
  input: { kernel: "gemv-int4", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    { fault: "takes weights for unsigned", find: "vec2f(1032.0)", replace: "vec2f(1024.0)" },
    {
      fault: "takes a neighbour's nibbles",
      find: "vec4f(pair(word >> 8u), pair(word >> 12u))",
      replace: "vec4f(pair(word >> 12u), pair(word >> 8u))",
    },
    {
      fault: "takes one scale of a pair for both",
      find: "(block[group / 2u % 4u])[group % 2u]",
      replace: "(block[group / 2u % 4u])[0]",
    },
    {
      fault: "looks for scales where they would be without padding",
      find: "group / 8u];",
      replace: "(group + 1u) / 8u];",
    },
    {
      fault: "drops one group of one row",
      find: groupSum,
      replace: inOneRow(20),
      subtle: true,
    },
  ],
};

/** 17 groups of 16 bytes and two blocks of scales a row. */
const mxfp4: Bench = {
  input: { kernel: "gemv-mxfp4", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "forgets signs",
      find: "select(magnitude, -magnitude, (nibble & 8u) != 0u)",
      replace: "magnitude",
    },
    { fault: "takes a weight of 6 for 5", find: "0x0c080604u", replace: "0x0a080604u" },
    {
      fault: "is one off in exponents",
      find: "exponent << 23u",
      replace: "(exponent + 1u) << 23u",
    },
    {
      fault: "drops one group of one row",
      find: groupSum,
      replace: inOneRow(19),
      subtle: true,
    },
  ],
};

/** What small batches and products read: eight weights at a time. */
const octets: readonly Bench[] = [
  {
    input: { kernel: "gemv-batch-f32", shape: { m: 9, n: 131, k: 67 } },
    mutants: [
      {
        fault: "reads the first four of eight weights twice",
        find: "weights[start + 2u * octet + 1u]",
        replace: "weights[start + 2u * octet]",
      },
    ],
  },
  {
    input: { kernel: "gemv-batch-int8", shape: { m: 9, n: 131, k: 515 } },
    mutants: [
      {
        fault: "swaps the halves of a block",
        find: "octet % 2u == 1u",
        replace: "octet % 2u == 0u",
      },
      {
        fault: "takes another word for one eight of one row",
        find: "vec4f(unpack4xI8(words.y)));",
        replace: `vec4f(unpack4xI8(select(words.y, words.x,
      start == 77u * parameters.weightBlocks && octet == 5u))));`,
        subtle: true,
      },
    ],
  },
  {
    input: { kernel: "gemv-batch-int4", shape: { m: 9, n: 131, k: 515 } },
    mutants: [
      {
        fault: "takes the word beside",
        find: "weights[start + group][octet % 4u]",
        replace: "weights[start + group][(octet + 1u) % 4u]",
      },
      {
        fault: "leaves every second four weights unscaled",
        find: "scale * lastFour(word)",
        replace: "lastFour(word)",
      },
    ],
  },
  {
    input: { kernel: "gemv-batch-mxfp4", shape: { m: 9, n: 131, k: 515 } },
    mutants: [
      {
        fault: "takes the first group's scale for all",
        find: "let scale = scaleOf(start, group);",
        replace: "let scale = scaleOf(start, 0u);",
      },
    ],
  },
];

export const decodingBenches: readonly Bench[] = [int8, int4, mxfp4, ...octets];
