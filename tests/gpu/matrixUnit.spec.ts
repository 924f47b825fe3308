import type { Page } from "@playwright/test";
import type { Kernel, Variant } from "../../src/kernels/kernel.ts";
import { runsEverything } from "../extent.ts";
import type { ProofInput } from "./harness/prove.ts";
import { expect, test } from "./harness/server.ts";
import { emulatedKernels } from "./kernelList.ts";
import { escapes } from "./mutants/escapes.ts";
import { matrixBenches } from "./mutants/matrixMutants.ts";
import type { Bench, Mutant } from "./mutants/mutant.ts";

/*
 * No software driver has a matrix unit. Its kernels run here with plain arithmetic in the unit's place, and f32
 * in that of f16 (tests/gpu/emulation): every index, bound, conversion and order around it is proved. What is
 * left to a GPU is what the unit itself does and the layout of its operands.
 */

type Input = Omit<ProofInput, "kernel">;

const faultsOf = async (
  harness: Page,
  { id: kernel }: Kernel,
  inputs: readonly Input[],
): Promise<readonly string[]> => {
  const proofs = await harness.evaluate(
    (all) => window.harness.proveAll(all),
    inputs.map((input) => ({ kernel, ...input })),
  );
  expect(proofs).toHaveLength(inputs.length);
  return proofs.flatMap(({ verification, errors, leaked }, index) => {
    const { status, reason, maxRelativeError, tolerance } = verification;
    const faults = [...errors, ...leaked.map((label) => `${label} was not released`)];
    if (status === "failed") faults.push(reason ?? "failed");
    if (!(maxRelativeError <= tolerance)) faults.push(`${maxRelativeError} > ${tolerance}`);
    return faults.map((fault) => `${JSON.stringify(inputs[index])}: ${fault}`);
  });
};

/** One, and sizes beside the tiles' and the unit's multiples. */
const oddShapes = [
  { m: 33, n: 67, k: 129 },
  { m: 1, n: 3, k: 1 },
  { m: 65, n: 31, k: 33 },
  { m: 3, n: 129, k: 7 },
  { m: 130, n: 66, k: 40 },
];

const inputsFor = ({ id: variant }: Variant, index: number): readonly Input[] => [
  ...oddShapes
    .slice(0, index > 0 ? 1 : runsEverything ? 5 : 2)
    .map((shape) => ({ variant, shape })),
  ...(index === 0
    ? [
        { variant, shape: { m: 19, n: 203, k: 67 }, bufferBytes: 2 ** 14, workgroupsPerPass: 2 },
        { variant, shape: { m: 100, n: 70, k: 20 }, workgroupsPerDimension: 2 },
      ]
    : []),
];

/**
 * Of f16 and of int8 arithmetic all variants with all tests, else some of another tile and of another unit. What
 * differs by type is how weights are brought to a tile, which is the same in every variant.
 */
const variantsOf = ({ variants, dataType, ceiling }: Kernel): readonly Variant[] => {
  if (runsEverything && (dataType === "f16" || ceiling === "matrixI8I32")) return variants;
  const last = variants.at(-1)!;
  if (ceiling === "matrixI8I32") return [variants[0], last];
  const packed = variants.find(({ id }) => id.includes("packed"))!;
  return dataType === "f16" ? [variants[0], packed, variants[3]!, last] : [packed];
};

for (const kernel of emulatedKernels) {
  if (kernel.operation === "other") continue;
  test(`${kernel.id} is right over odd sizes, bindings and passes`, async ({ harness }) => {
    const inputs = variantsOf(kernel).flatMap(inputsFor);
    expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
  });
}

for (const kernel of emulatedKernels) {
  if (kernel.operation !== "other") continue;
  test(`${kernel.id} counts its rounds`, async ({ harness }) => {
    // The emulated unit takes a second for 2^27 FLOP: two shapes of the unit with all tests, else the smallest.
    const small = kernel.variants.filter(({ id }) =>
      /^4 of (8x8x8|16x8x8|16x8x32|8x16x32)$/.test(id),
    );
    const inputs = (runsEverything ? small : small.slice(-1)).map(({ id: variant }) => ({
      variant,
      shape: { elements: 1 },
    }));
    expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
  });
}

/** Each is compiled anew, which takes a processor seconds. */
const mutantsOf = ({ mutants }: Bench): readonly Mutant[] =>
  runsEverything ? mutants : mutants.filter((_, index) => index % 6 === 0);

for (const { input, ...bench } of matrixBenches) {
  const mutants = mutantsOf({ input, ...bench });
  test(`catches every fault of ${input.kernel}`, async ({ harness }) => {
    const trial = await harness.evaluate(
      ([proof, mutations]) => window.harness.tryMutants(proof, mutations),
      [input, mutants] as const,
    );
    expect(trial.control.verification.status, trial.control.verification.reason).toBe("passed");
    expect(trial.control.errors).toEqual([]);
    expect(escapes({ input, mutants }, trial)).toEqual([]);
  });
}

/** In a chain the values of a row differ by orders of magnitude, and so do rows. */
for (const [id, dataType] of [
  ["emulated-gemm-matrix-f16", "f16"],
  ["emulated-gemm-matrix-i8-int8", "int8"],
] as const) {
  test(`users go through layers by ${id}`, async ({ harness }) => {
    const { measured, leaked } = await harness.evaluate(
      (trial) => window.harness.measureUsers(trial),
      { kernel: id, dataType, batch: 19, layers: 2 },
    );
    expect(leaked).toBe(0);
    expect(measured).toMatchObject({ row: { verification: { status: "passed" } } });
  });
}

test("a row that is brought to int8 by another's scale is caught", async ({ harness }) => {
  const { measured } = await harness.evaluate((trial) => window.harness.measureUsers(trial), {
    kernel: "emulated-gemm-matrix-i8-int8",
    dataType: "int8" as const,
    batch: 19,
    layers: 2,
    mutation: { find: "atomicMax(&largest[row],", replace: "atomicMax(&largest[row ^ 1u]," },
  });
  expect(measured).toMatchObject({ skipped: { code: "failed-check" } });
});
