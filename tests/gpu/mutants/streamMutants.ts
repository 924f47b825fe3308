import type { Bench } from "./mutant.ts";

const loadsOfLane = "chunk * workgroupSize * loads + invocation";
const copied = "destination[block] = source[block];";
const written = "results[own] = ((x0 + x1)";

/** 101 chunks and five blocks. */
const read: Bench = {
  input: { kernel: "stream-read", variant: "256x16", shape: { elements: 101 * 16_384 + 20 } },
  mutants: [
    {
      fault: "reads three loads of four",
      find: "d += source[block + 3u * workgroupSize];",
      replace: "d += source[block];",
    },
    {
      fault: "forgets the last word of every block",
      find: "(total.z + total.w)",
      replace: "total.z",
    },
    {
      fault: "skips a chunk",
      find: "workgroup >= parameters.endWorkgroup",
      replace: "workgroup >= parameters.endWorkgroup || workgroup == 40u",
      subtle: true,
    },
    {
      fault: "leaves out the last block",
      find: "block <= last; block",
      replace: "block < last; block",
      subtle: true,
    },
    {
      fault: "reads a neighbour's blocks with one lane",
      find: loadsOfLane,
      replace: `${loadsOfLane} + select(0u, 1u, invocation == 6u)`,
      subtle: true,
    },
    {
      fault: "reads on past the end",
      find: "first + (loads - 1u) * workgroupSize <= last",
      replace: "first <= last",
      subtle: true,
    },
  ],
};

const copy: Bench = {
  input: { kernel: "stream-copy", shape: { elements: 10 * 16_384 + 20 } },
  mutants: [
    {
      fault: "copies a neighbour's block",
      find: copied,
      replace: "destination[block] = source[block ^ 1u];",
    },
    {
      fault: "copies half of a chunk",
      find: "load < loads; load++",
      replace: "load < loads / 2u; load++",
    },
    {
      fault: "skips the last block",
      find: "block < parameters.blocks",
      replace: "block + 1u < parameters.blocks",
      subtle: true,
    },
    {
      fault: "skips one load of one lane",
      find: "block < parameters.blocks",
      replace: "block < parameters.blocks && !(load == 7u && invocation == 13u)",
      subtle: true,
    },
    {
      fault: "turns one bit",
      find: copied,
      replace:
        "destination[block] = source[block] ^ vec4u(0u, 0u, select(0u, 1u, block == 12345u), 0u);",
      subtle: true,
    },
  ],
};

/** The same over more words than are made again on the CPU. */
const largeCopy: Bench = {
  input: { kernel: "stream-copy", shape: { elements: 100 * 16_384 } },
  mutants: [
    {
      fault: "skips one load of one lane in one chunk",
      find: "block < parameters.blocks",
      replace: "block != 123456u",
      subtle: true,
    },
  ],
};

const multiplyAdd: Bench = {
  input: { kernel: "multiply-add-f32", variant: "64", shape: { elements: 4096 } },
  mutants: [
    {
      fault: "does one round too few",
      find: "round < parameters.rounds; round++",
      replace: "round + 1u < parameters.rounds; round++",
    },
    {
      fault: "leaves one chain as it began",
      find: "    x7 = fma(a, x7, b);\n",
      replace: "",
    },
    {
      fault: "computes two equal chains",
      find: "var x1 = seed(10u * own + 3u);",
      replace: "var x1 = x0;",
    },
    {
      fault: "drops what is added",
      find: "let b = 0x1p-10f * seed(10u * own + 1u);",
      replace: "let b = vec4f();",
    },
    {
      fault: "computes two equal lanes",
      find: "abs(seed(10u * own));",
      replace: "abs(seed(10u * own).xyzz);",
    },
    {
      fault: "never writes one invocation's result",
      find: written,
      replace: `if (own == 999u) {\n    return;\n  }\n  ${written}`,
      subtle: true,
    },
    {
      fault: "does one round too few in one invocation of 200",
      find: "round < parameters.rounds; round++",
      replace: "round + select(0u, 1u, own % 200u == 7u) < parameters.rounds; round++",
      subtle: true,
    },
  ],
};

const dot4I8: Bench = {
  input: { kernel: "dot4-i8", variant: "64", shape: { elements: 4096 } },
  mutants: [
    {
      fault: "does one round too few",
      find: "round < parameters.rounds; round++",
      replace: "round + 1u < parameters.rounds; round++",
    },
    {
      fault: "leaves one chain as it began",
      find: "    x7 = advance(x7, a, b);\n",
      replace: "",
    },
    {
      fault: "computes two equal chains",
      find: "var x1 = seed(first + 3u);",
      replace: "var x1 = x0;",
    },
    {
      fault: "does one round too few in one invocation of 200",
      find: "round < parameters.rounds; round++",
      replace: "round + select(0u, 1u, own % 200u == 7u) < parameters.rounds; round++",
      subtle: true,
    },
  ],
};

const filled = "destination[block] = vec4u(seed[0] + 4u * block)";

const write: Bench = {
  input: { kernel: "stream-write", shape: { elements: 10 * 16_384 + 20 } },
  mutants: [
    {
      fault: "writes what it wrote before",
      find: "seed[0] + 4u * block",
      replace: "min(seed[0], 0u) + 4u * block",
    },
    {
      fault: "swaps two words of every block",
      find: "vec4u(0u, 1u, 2u, 3u)",
      replace: "vec4u(0u, 1u, 3u, 2u)",
    },
    {
      fault: "skips the last block",
      find: "block < parameters.blocks",
      replace: "block + 1u < parameters.blocks",
      subtle: true,
    },
    {
      fault: "adds one in one block",
      find: filled,
      replace: filled.replace("seed[0]", "select(0u, 1u, block == 12345u) + seed[0]"),
      subtle: true,
    },
  ],
};

const dispatch: Bench = {
  input: { kernel: "dispatch", shape: { elements: 1 } },
  mutants: [
    { fault: "counts twice", find: "count[0] += 1u;", replace: "count[0] += 2u;" },
    { fault: "does not wait for the count before", find: "+= 1u;", replace: "= 1u;" },
  ],
};

export const streamBenches: readonly Bench[] = [
  read,
  copy,
  largeCopy,
  write,
  multiplyAdd,
  dot4I8,
  dispatch,
];
