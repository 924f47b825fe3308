import type { Page } from "@playwright/test";
import { dataTypes } from "../../src/domain/dataType.ts";
import type { MatrixShape } from "../../src/domain/work.ts";
import type { ProofInput } from "./harness/prove.ts";
import { expect, test } from "./harness/server.ts";
import { layerShapes, oddBatches, oddMatrices, oddVectors } from "./shapes.ts";

interface Subject {
  readonly kernel: string;
  /** The defaults on a GPU and on a processor, which most devices run. */
  readonly defaults: readonly string[];
  readonly oddShapes: readonly MatrixShape[];
  /** Tokens of the other shapes. */
  readonly m: number;
}

const vectors = { defaults: ["128x32", "64x1"], oddShapes: oddVectors, m: 1 };
const batches = { defaults: ["128x32", "64x1"], oddShapes: oddBatches, m: 11 };
const matrices = { defaults: ["128x128", "16x128"], oddShapes: oddMatrices, m: 19 };
const subjects: readonly Subject[] = dataTypes.flatMap((dataType) => [
  { kernel: `gemv-${dataType}`, ...vectors },
  { kernel: `gemv-batch-${dataType}`, ...batches },
  { kernel: `gemm-${dataType}`, ...matrices },
]);
const streamKernels = ["stream-read", "stream-copy", "multiply-add-f32", "dispatch"];

const variantsOf = async (harness: Page, kernel: string): Promise<readonly string[]> => {
  const offered = await harness.evaluate(() => window.harness.variants());
  return offered.find(({ id }) => id === kernel)!.variants;
};

/** Proves each input in turn and says of those that were not right what was wrong. */
const faultsOf = async (
  harness: Page,
  inputs: readonly ProofInput[],
): Promise<readonly string[]> => {
  const proofs = await harness.evaluate((all) => window.harness.proveAll(all), inputs);
  expect(proofs).toHaveLength(inputs.length);
  return proofs.flatMap(({ verification, errors, leaked }, index) => {
    const { status, reason, maxRelativeError, tolerance } = verification;
    const faults = [...errors, ...leaked.map((label) => `${label} was not released`)];
    if (status === "failed") faults.push(reason ?? "failed");
    if (!(maxRelativeError <= tolerance)) faults.push(`${maxRelativeError} > ${tolerance}`);
    return faults.map((fault) => `${JSON.stringify(inputs[index])}: ${fault}`);
  });
};

/** Rows of 272 or 544 bytes: slices of 240, 120 or 60 of them end inside a tile. */
const acrossBindings = (m: number): readonly Omit<ProofInput, "kernel">[] =>
  [2 ** 16, 2 ** 15].flatMap((bufferBytes) =>
    [1000, 2, 1].map((workgroupsPerPass) => ({
      shape: { m, n: 1003, k: 133 },
      bufferBytes,
      workgroupsPerPass,
    })),
  );

const folded = (m: number): readonly Omit<ProofInput, "kernel">[] =>
  [1, 2, 3, 5].flatMap((workgroupsPerDimension) =>
    [1000, 4].map((workgroupsPerPass) => ({
      shape: { m, n: 1003, k: 37 },
      workgroupsPerDimension,
      workgroupsPerPass,
    })),
  );

test("proves every kernel that there is", async ({ harness }) => {
  const offered = await harness.evaluate(() => window.harness.variants());
  const proved = [...streamKernels, ...subjects.map(({ kernel }) => kernel)];
  expect(offered.map(({ id }) => id).toSorted()).toEqual(proved.toSorted());
});

for (const { kernel, defaults, oddShapes, m } of subjects) {
  test(`${kernel} is right`, async ({ harness }) => {
    await test.step("over odd sizes", async () => {
      const inputs = defaults.flatMap((variant) =>
        oddShapes.map((shape) => ({ kernel, variant, shape })),
      );
      expect(await faultsOf(harness, inputs)).toEqual([]);
    });
    await test.step("at the shapes of real layers", async () => {
      const inputs = layerShapes(m).map((shape) => ({ kernel, shape }));
      expect(await faultsOf(harness, inputs)).toEqual([]);
    });
    await test.step("with weights in several bindings and a repetition in several passes", async () => {
      const inputs = acrossBindings(m).map((input) => ({ kernel, ...input }));
      expect(await faultsOf(harness, inputs)).toEqual([]);
    });
    await test.step("where its grid folds into a second dimension", async () => {
      const inputs = folded(m).map((input) => ({ kernel, ...input }));
      expect(await faultsOf(harness, inputs)).toEqual([]);
    });
    await test.step("in every variant", async () => {
      const variants = await variantsOf(harness, kernel);
      expect(variants.length).toBeGreaterThan(2);
      const inputs = variants.flatMap((variant) => [
        { kernel, variant, shape: { m, n: 1, k: 1 } },
        { kernel, variant, shape: { m, n: 257, k: 67 } },
        { kernel, variant, shape: { m, n: 515, k: 131 }, bufferBytes: 2 ** 15 },
      ]);
      expect(await faultsOf(harness, inputs)).toEqual([]);
    });
  });
}

test("gemv-f16 is right past 65,535 workgroups", async ({ harness }) => {
  const shape = { m: 1, n: 4 * 65_535 + 5, k: 1 };
  expect(await faultsOf(harness, [{ kernel: "gemv-f16", variant: "64x64", shape }])).toEqual([]);
});

/** Parts of a block row, of a chunk, and several chunks; whole, pass by pass, and folded. */
const streamInputs = (
  kernel: string,
  variants: readonly string[],
  sizes: readonly number[],
): readonly ProofInput[] =>
  variants.flatMap((variant) =>
    sizes.flatMap((elements) => [
      { kernel, variant, shape: { elements } },
      { kernel, variant, shape: { elements }, workgroupsPerPass: 1 },
      { kernel, variant, shape: { elements }, workgroupsPerDimension: 2 },
    ]),
  );

for (const kernel of ["stream-read", "stream-copy"]) {
  test(`${kernel} is right`, async ({ harness }) => {
    const variants = await variantsOf(harness, kernel);
    const sizes = [4, 12, 1024, 65_540, 4 * 16_384 * 3 + 4];
    expect(await faultsOf(harness, streamInputs(kernel, variants, sizes))).toEqual([]);
  });
}

test("stream-read is right over several buffers", async ({ harness }) => {
  const inputs = [1, 3, 1000].map((workgroupsPerPass) => ({
    kernel: "stream-read",
    shape: { elements: 300_000 },
    bufferBytes: 2 ** 18,
    workgroupsPerPass,
  }));
  expect(await faultsOf(harness, inputs)).toEqual([]);
});

test("multiply-add-f32 is right", async ({ harness }) => {
  const variants = await variantsOf(harness, "multiply-add-f32");
  const inputs = streamInputs("multiply-add-f32", variants, [1, 63, 257, 2_000]);
  expect(await faultsOf(harness, inputs)).toEqual([]);
});

test("dispatch counts", async ({ harness }) => {
  expect(await faultsOf(harness, [{ kernel: "dispatch", shape: { elements: 1 } }])).toEqual([]);
});
