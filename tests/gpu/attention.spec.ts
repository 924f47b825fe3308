import type { Page } from "@playwright/test";
import { leftOut, runsEverything } from "../extent.ts";
import type { AttentionInput } from "./harness/attention.ts";
import { expect, test } from "./harness/server.ts";
import { attentionBenches } from "./mutants/attentionMutants.ts";

type Input = Omit<AttentionInput, "attention">;

/** Heads that share a key head in every number, and sizes beside the tiles' and the runs' multiples. */
const allInputs: readonly Input[] = [
  { heads: 8, kvHeads: 2, headDim: 64, rows: 67 },
  { heads: 2, kvHeads: 2, headDim: 32, rows: 70, earlier: 61 },
  { heads: 6, kvHeads: 2, headDim: 80, rows: 23, earlier: 3, sinks: true },
  { heads: 5, kvHeads: 1, headDim: 96, rows: 40, window: 9, sinks: true },
  { heads: 4, kvHeads: 1, headDim: 128, rows: 19, earlier: 130, window: 100 },
  { heads: 2, kvHeads: 1, headDim: 256, rows: 45, earlier: 30, growth: 16 },
  { heads: 7, kvHeads: 1, headDim: 64, rows: 2, earlier: 200, growth: 32, sinks: true },
  { heads: 4, kvHeads: 2, headDim: 64, rows: 33, sequences: 2, window: 40, workgroupsPerPass: 3 },
  { heads: 1, kvHeads: 1, headDim: 8, rows: 2 },
];

/** Kernels and the most dimensions of a head that they have memory for on this adapter. */
const kernels: readonly (readonly [string, number])[] = [
  ["step-attend-tile", 256],
  ["emulated-attend-matrix", 80],
  ["emulated-attend-matrix-8", 128],
  ["emulated-attend-matrix-packed", 256],
];

const faultsOf = async (
  harness: Page,
  attention: string,
  mostDims: number,
): Promise<readonly string[]> => {
  const fitting = allInputs.filter(({ headDim }) => headDim <= mostDims);
  // An emulated unit takes seconds for what a plain kernel takes a tenth of.
  const isSlow = attention.startsWith("emulated") && !runsEverything;
  const inputs = isSlow ? fitting.filter((_, index) => index % 3 === 0) : fitting;
  const proofs = await harness.evaluate(
    async (all) => {
      const done = [];
      for (const input of all) done.push(await window.harness.proveAttention(input));
      return done;
    },
    inputs.map((input) => ({ attention, ...input })),
  );
  expect(proofs).toHaveLength(inputs.length);
  return proofs.flatMap(({ verification, rightShare, errors, leaked }, index) => {
    const faults = [...errors, ...leaked.map((label) => `${label} was not released`)];
    if (rightShare < 1) faults.push(`${rightShare} right: ${verification.reason}`);
    return faults.map((fault) => `${JSON.stringify(inputs[index])}: ${fault}`);
  });
};

for (const [attention, mostDims] of kernels) {
  test(`${attention} is right for every token and head, over odd sizes`, async ({ harness }) => {
    expect(await faultsOf(harness, attention, mostDims)).toEqual([]);
  });
}

for (const { input, mutants } of attentionBenches) {
  // Each is compiled anew, which takes a processor a second.
  const shown = runsEverything ? mutants : mutants.slice(0, 1);
  const how = input.growth === undefined ? "of a window" : "where scores grow";
  test(`catches every fault of ${input.attention} ${how}`, async ({ harness }) => {
    test.skip(!runsEverything && input.attention.startsWith("emulated"), leftOut);
    const prove = (mutation?: (typeof mutants)[number]) =>
      harness.evaluate(([each, fault]) => window.harness.proveAttention(each, fault), [
        input,
        mutation,
      ] as const);
    expect(await prove()).toMatchObject({ rightShare: 1, errors: [] });
    for (const mutant of shown) {
      const { verification, errors, rightShare } = await prove(mutant);
      const name = `a kernel that ${mutant.fault}: ${rightShare} right`;
      expect(verification.status, name).toBe("failed");
      expect(errors, name).toEqual([]);
    }
  });
}
