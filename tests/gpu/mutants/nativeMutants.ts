import type { Bench } from "./mutant.ts";

const products = "dot(vec4f(block.low), low) + dot(vec4f(block.high), high)";

const vector: Bench = {
  input: { kernel: "gemv-f16", variant: "native 128x32", shape: { m: 1, n: 1031, k: 515 } },
  mutants: [
    {
      fault: "swaps the halves of a block of x",
      find: products,
      replace: "dot(vec4f(block.low), high) + dot(vec4f(block.high), low)",
    },
    {
      fault: "multiplies in half precision",
      find: products,
      replace: "f32(dot(block.low, vec4h(low)) + dot(block.high, vec4h(high)))",
    },
    {
      fault: "drops one lane's sum",
      find: "total += partials[invocation + half];",
      replace: "total += select(partials[invocation + half], vec4f(), lane == 3u);",
    },
    {
      fault: "never writes one row",
      find: "if (row + r < parameters.n) {",
      replace: "if (row + r < parameters.n && row + r != 500u) {",
      subtle: true,
    },
  ],
};

/** Subgroups of another size than SwiftShader's 4. */
const subgroups: Bench = {
  input: { kernel: "gemv-f16", variant: "native subgroups 128x4", shape: vector.input.shape },
  mutants: [
    {
      fault: "counts on subgroups of 4",
      find: "invocation / lanes, workgroupSize / lanes, lane, lanes",
      replace: "invocation / 4u, workgroupSize / 4u, lane % 4u, 4u",
    },
    {
      fault: "leaves one lane out of the sum of one row",
      find: "sums = teamSum(sums, invocation, lane);",
      replace:
        "sums = teamSum(select(sums, vec4f(), lane == 5u && row == 512u), invocation, lane);",
      subtle: true,
    },
  ],
};

const written = "results[own] = ((vec4f(x0)";

const multiplyAdd: Bench = {
  input: { kernel: "multiply-add-f16", variant: "64", shape: { elements: 4096 } },
  mutants: [
    {
      fault: "does one round too few",
      find: "round < parameters.rounds; round++",
      replace: "round + 1u < parameters.rounds; round++",
    },
    {
      fault: "computes two equal lanes",
      find: "vec4h(1.0, 2.0, 3.0, 4.0)",
      replace: "vec4h(1.0, 2.0, 3.0, 3.0)",
    },
    {
      fault: "never writes one invocation's result",
      find: written,
      replace: `if (own == 999u) {\n    return;\n  }\n  ${written}`,
      subtle: true,
    },
  ],
};

/** Of kernels that need `shader-f16`: tests/tools runs them where a driver has it. */
export const nativeBenches: readonly Bench[] = [vector, subgroups, multiplyAdd];
