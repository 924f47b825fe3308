import type { Page } from "@playwright/test";
import type { StreamShape } from "../../src/domain/result.ts";
import type { Kernel } from "../../src/kernels/kernel.ts";
import { leftOut, runsEverything } from "../extent.ts";
import type { ProofInput } from "./harness/prove.ts";
import { expect, test } from "./harness/server.ts";
import { kernels } from "./kernelList.ts";
import {
  arithmeticShapes,
  layerShapes,
  oddShapes,
  someTokens,
  streamShapes,
  tokensOf,
} from "./shapes.ts";

type Input = Omit<ProofInput, "kernel">;

/**
 * Of these kernels every variant is proved, of the others the one for processors: a variant is a team and an
 * operation, which do not depend on how weights are decoded. With all tests it is every variant of each.
 */
const isOfEveryVariant = ({ dataType, operation }: Kernel): boolean =>
  runsEverything || (dataType === "f16" && operation === "gemv");

/** Variants that this device has the features and limits for. */
const runnableVariants = async (harness: Page, { id }: Kernel): Promise<readonly string[]> => {
  const offered = await harness.evaluate(() => window.harness.variants());
  return offered.find((each) => each.id === id)!.variants;
};

/** Proves each input in turn and says of those that were not right what was wrong. */
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

/** Rows of 80 to 544 bytes: slices of 819 to 60 of them end inside a tile. */
const acrossBindings = (m: number): readonly Input[] => {
  const shape = { m, n: 1003, k: 133 };
  return [
    { shape, bufferBytes: 2 ** 16 },
    { shape, bufferBytes: 2 ** 15, workgroupsPerPass: 2 },
    { shape, workgroupsPerPass: 1 },
  ];
};

const folded = (m: number): readonly Input[] =>
  [1, 2, 5].flatMap((workgroupsPerDimension) =>
    [1000, 4].map((workgroupsPerPass) => ({
      shape: { m, n: 1003, k: 37 },
      workgroupsPerDimension,
      workgroupsPerPass,
    })),
  );

const inVariants = (variants: readonly string[], m: number): readonly Input[] =>
  variants.flatMap((variant) => [
    { variant, shape: { m, n: 257, k: 67 } },
    { variant, shape: { m, n: 131, k: 131 }, bufferBytes: 2 ** 14 },
  ]);

/** Each whole, pass by pass, and on a folded grid. */
const streams = (variants: readonly string[], shapes: readonly StreamShape[]): readonly Input[] =>
  variants.flatMap((variant) =>
    shapes.flatMap((shape) => [
      { variant, shape },
      { variant, shape, workgroupsPerPass: 1 },
      { variant, shape, workgroupsPerDimension: 2 },
    ]),
  );

for (const kernel of kernels) {
  if (kernel.operation === "other") continue;
  const tokens = tokensOf(kernel);
  const m = someTokens[tokens];

  test(`${kernel.id} is right`, async ({ harness }) => {
    const variants = await runnableVariants(harness, kernel);
    test.skip(variants.length === 0, `needs ${kernel.variants[0].requires.join(", ")}`);
    await test.step("over odd sizes", async () => {
      const inputs = oddShapes[tokens].map((shape) => ({ shape }));
      expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
    });
    await test.step("at the shapes of real layers", async () => {
      const inputs = layerShapes(m).map((shape) => ({ shape }));
      expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
    });
    await test.step("with weights in several bindings and a repetition in several passes", async () => {
      expect(await faultsOf(harness, kernel, acrossBindings(m))).toEqual([]);
    });
    await test.step("where its grid folds into a second dimension", async () => {
      expect(await faultsOf(harness, kernel, folded(m))).toEqual([]);
    });
    if (kernel.variantsOn) return; // its variants are those for the device's own unit
    expect(variants).toContain(kernel.variants[0].id);
    expect(variants).toContain(kernel.softwareVariant);
  });

  test(`${kernel.id} is right in every variant`, async ({ harness }) => {
    test.skip(!isOfEveryVariant(kernel), leftOut);
    const variants = await runnableVariants(harness, kernel);
    test.skip(variants.length === 0, `needs ${kernel.variants[0].requires.join(", ")}`);
    await test.step("over some sizes and bindings", async () => {
      expect(await faultsOf(harness, kernel, inVariants(variants, m))).toEqual([]);
    });
    await test.step("over odd sizes, in the default of GPUs", async () => {
      const inputs = oddShapes[tokens].map((shape) => ({ variant: variants[0]!, shape }));
      expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
    });
  });
}

/** The smallest tiles, of one invocation, so that more workgroups than a dimension holds cost little. */
const manyWorkgroups: Readonly<Record<string, Input>> = {
  "gemv-f16": {
    constants: { workgroupSize: 1, lanesPerRow: 1, rowGroups: 1 },
    shape: { m: 1, n: 4 * 65_535 + 5, k: 3 },
  },
  "gemm-f16": {
    constants: { threadRows: 1, threadColumns: 1 },
    shape: { m: 8 * 256 + 1, n: 8 * 256 + 3, k: 3 },
  },
};
for (const [id, input] of Object.entries(manyWorkgroups)) {
  test(`${id} is right past 65,535 workgroups`, async ({ harness }) => {
    const kernel = kernels.find((each) => each.id === id)!;
    expect(await faultsOf(harness, kernel, [input])).toEqual([]);
  });
}

for (const kernel of kernels) {
  if (kernel.operation !== "other") continue;
  const shapes = {
    read: streamShapes,
    copy: streamShapes,
    write: streamShapes,
    arithmetic: arithmeticShapes,
    dispatch: [{ elements: 1 }],
  }[kernel.stream];

  test(`${kernel.id} is right`, async ({ harness }) => {
    const variants = await runnableVariants(harness, kernel);
    test.skip(variants.length === 0, `needs ${kernel.variants[0].requires.join(", ")}`);
    expect(await faultsOf(harness, kernel, streams(variants, shapes))).toEqual([]);
  });
}

test("a streaming read is right over several buffers", async ({ harness }) => {
  const kernel = kernels.find(({ id }) => id === "stream-read")!;
  const inputs = [1, 3, 1000].map((workgroupsPerPass) => ({
    shape: { elements: 300_000 },
    bufferBytes: 2 ** 18,
    workgroupsPerPass,
  }));
  expect(await faultsOf(harness, kernel, inputs)).toEqual([]);
});
