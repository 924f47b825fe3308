import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runsEverything } from "../extent.ts";
import { expect, test } from "./harness/server.ts";
import { kernels } from "./kernelList.ts";
import { decodingBenches } from "./mutants/decodingMutants.ts";
import { dot4Benches } from "./mutants/dot4Mutants.ts";
import { escapes } from "./mutants/escapes.ts";
import { gemmBenches } from "./mutants/gemmMutants.ts";
import { gemvBenches } from "./mutants/gemvMutants.ts";
import type { Bench } from "./mutants/mutant.ts";
import { nativeBenches } from "./mutants/nativeMutants.ts";
import { streamBenches } from "./mutants/streamMutants.ts";
import { teamBenches } from "./mutants/teamMutants.ts";

const benches: readonly Bench[] = [
  ...gemvBenches,
  ...decodingBenches,
  ...teamBenches,
  ...gemmBenches,
  ...dot4Benches,
  ...streamBenches,
];
const all = benches.flatMap(({ mutants }) => mutants);

test("there are enough mutants, a third of them subtle", () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(all.filter(({ subtle }) => subtle).length).toBeGreaterThanOrEqual(all.length / 3);
});

/** No software driver runs these, so that nothing could catch a mutant of theirs. */
const unrunnable = "chromium-experimental-subgroup-matrix";

const shaderFolder = fileURLToPath(new URL("../../shaders", import.meta.url));

/** Shader files that run somewhere and of which no mutant is a part. */
const filesWithoutMutants = (): readonly string[] => {
  const sourcesOf = (id?: string): readonly string[] =>
    kernels.flatMap((kernel) =>
      id === undefined || kernel.id === id
        ? kernel.variants.flatMap(({ requires, source }) =>
            requires.some((feature: string) => feature === unrunnable) ? [] : [source],
          )
        : [],
    );
  const everyBench = [...benches, ...nativeBenches];
  return readdirSync(shaderFolder).filter((file) => {
    const text = readFileSync(`${shaderFolder}/${file}`, "utf8").trim();
    const holds = (source: string): boolean => source.includes(text);
    return (
      sourcesOf().some(holds) &&
      !everyBench.some(
        ({ input, mutants }) =>
          sourcesOf(input.kernel).some(holds) && mutants.some(({ find }) => text.includes(find)),
      )
    );
  });
};

test("every shader has mutants, but for the list of a problem's sizes", () => {
  expect(filesWithoutMutants()).toEqual(["matrix-parameters.wgsl"]);
});

/** Every bench with all tests, else every second one, each with its control. */
const shown = runsEverything ? benches : benches.filter((_, index) => index % 2 === 0);
for (const bench of shown) {
  const { input, mutants } = bench;
  const { kernel, variant = "default", bufferBytes, workgroupsPerDimension } = input;
  const how = [
    JSON.stringify(input.shape),
    bufferBytes && "in several bindings",
    workgroupsPerDimension && "on a folded grid",
  ];
  test(`catches every fault of ${kernel} ${variant} at ${how.filter(Boolean).join(" ")}`, async ({
    harness,
  }) => {
    const trial = await harness.evaluate(
      ([proof, mutations]) => window.harness.tryMutants(proof, mutations),
      [input, mutants] as const,
    );
    expect(trial.control.verification.status, trial.control.verification.reason).toBe("passed");
    expect(trial.control.errors).toEqual([]);
    expect(escapes(bench, trial)).toEqual([]);
  });
}

const vector = { kernel: "gemv-f32", variant: "128x32", shape: { m: 1, n: 1031, k: 133 } };
const zeroLastRow = {
  find: "parameters.scale * sums[r]",
  replace: "select(parameters.scale * sums[r], 0.0, row + r == parameters.n - 1u)",
};

test.describe("a fault that begins after the first proof is caught", () => {
  for (const from of ["timing", "the last proof"] as const) {
    test(`where it acts from ${from} on`, async ({ harness }) => {
      const { status, first, verification, leaked } = await harness.evaluate(
        ([input, mutation, faultyFrom]) => window.harness.timeMutant(input, mutation, faultyFrom),
        [vector, zeroLastRow, from] as const,
      );
      expect(first?.status).toBe("passed");
      expect(status).toBe("failed");
      expect(verification?.status).toBe("failed");
      // In the last proof's words, or in those of a sample that happened to look at this row.
      expect(verification?.reason).toContain("1030");
      expect(leaked).toBe(0);
    });
  }

  test("and without it the kernel is timed", async ({ harness }) => {
    const { status, verification, leaked } = await harness.evaluate(
      ([input, mutation]) => window.harness.timeMutant(input, mutation, "never"),
      [vector, zeroLastRow] as const,
    );
    expect(status, verification?.reason).toBe("timed");
    expect(leaked).toBe(0);
  });
});

test.describe("a kernel that keeps what it once computed passes a proof and is caught while timed", () => {
  const stale = [
    {
      input: vector,
      find: "if (row + r < parameters.n) {",
      replace:
        "if (row + r < parameters.n && bitcast<u32>(y[token * parameters.outputStride + parameters.firstRow + row + r]) == 0x7fc0deadu) {",
    },
    {
      input: { kernel: "stream-copy", shape: { elements: 20 * 16_384 } },
      find: "if (block < parameters.blocks) {",
      replace: "if (block < parameters.blocks && destination[block].x == 0x7fc0deadu) {",
    },
    {
      input: { kernel: "multiply-add-f32", shape: { elements: 2048 } },
      find: "results[own] = ",
      replace:
        "if (bitcast<u32>(results[own].x) != 0x7fc0deadu) {\n    return;\n  }\n  results[own] = ",
    },
  ];
  for (const { input, find, replace } of stale) {
    test(input.kernel, async ({ harness }) => {
      const mutation = { find, replace };
      const { mutants } = await harness.evaluate(
        ([proof, each]) => window.harness.tryMutants(proof, [each]),
        [input, mutation] as const,
      );
      expect(mutants).toMatchObject([{ status: "ran", verification: { status: "passed" } }]);
      const { status, verification } = await harness.evaluate(
        ([proof, each]) => window.harness.timeMutant(proof, each, "the first proof"),
        [input, mutation] as const,
      );
      expect(status).toBe("failed");
      expect(verification?.reason).toMatch(/ was .* instead of | gave .* instead of /);
    });
  }
});
