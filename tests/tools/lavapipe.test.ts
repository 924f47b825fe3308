import { afterAll, describe, expect, it, vi } from "vitest";
import type { Kernel, Variant } from "../../src/kernels/kernel.ts";
import { kernels } from "../../src/kernels/kernels.ts";
import { tryMutants } from "../gpu/harness/mutate.ts";
import { proveAll, type ProofInput } from "../gpu/harness/prove.ts";
import { sharedContext } from "../gpu/harness/trialContext.ts";
import { escapes } from "../gpu/mutants/escapes.ts";
import { nativeBenches } from "../gpu/mutants/nativeMutants.ts";
import { someTokens, tokensOf } from "../gpu/shapes.ts";
import { openLavapipe } from "./lavapipe.ts";

// This driver compiles a pipeline when it first runs, which takes seconds of a processor that others load.
vi.mock(import("../../src/gpu/patience.ts"), async (original) => ({
  ...(await original()),
  patienceSeconds: 150,
}));

const lavapipe = await openLavapipe();
const features = ["shader-f16", "subgroups"] as const;

/** What no browser with a software adapter runs: native f16, and subgroups of more than 4. */
const uses = kernels.flatMap((kernel) =>
  kernel.variants.flatMap((variant) => {
    const { id, requires } = variant;
    const isOurs =
      requires.length > 0 && requires.every((each) => features.includes(each as never));
    return isOurs ? [{ name: `${kernel.id} ${id}`, kernel, variant }] : [];
  }),
);

const inputsOf = (kernel: Kernel, variant: Variant): readonly ProofInput[] => {
  const own = { kernel: kernel.id, variant: variant.id };
  if (kernel.operation === "other") {
    return [1, 63, 2_000].map((elements) => ({ ...own, shape: { elements } }));
  }
  const m = someTokens[tokensOf(kernel)];
  return [
    { ...own, shape: { m, n: 512, k: 512 } },
    { ...own, shape: { m, n: 257, k: 67 } },
    { ...own, shape: { m, n: 3, k: 1 } },
    { ...own, shape: { m, n: 131, k: 1031 } },
    { ...own, shape: { m, n: 131, k: 131 }, bufferBytes: 2 ** 14, workgroupsPerPass: 1 },
  ];
};

const where = lavapipe.status === "ready" ? "" : `, but ${lavapipe.reason}`;

describe.skipIf(lavapipe.status !== "ready")(`on lavapipe with its subgroups of 8${where}`, () => {
  afterAll(async () => {
    if (lavapipe.status === "ready") (await sharedContext()).gpu.destroy();
  });

  it("there are native and subgroup kernels to prove", () => {
    for (const feature of features) {
      expect(uses.filter(({ variant }) => variant.requires.includes(feature))).not.toEqual([]);
    }
  });

  it.each(uses.map((use) => [use.name, use] as const))("%s is right", async (_, use) => {
    const inputs = inputsOf(use.kernel, use.variant);
    const proofs = await proveAll(inputs);
    const faults = proofs.flatMap(({ verification, errors, leaked }, index) => {
      const { status, reason, maxRelativeError, tolerance } = verification;
      const wrong = status === "failed" || !(maxRelativeError <= tolerance) ? [reason] : [];
      return [...wrong, ...errors, ...leaked].map((fault) => [inputs[index], fault]);
    });
    expect(faults).toEqual([]);
  });

  it.each(
    nativeBenches.map((bench) => [`${bench.input.kernel} ${bench.input.variant}`, bench] as const),
  )("catches every fault of %s", async (_, bench) => {
    const trial = await tryMutants(bench.input, bench.mutants);
    expect(trial.control.verification.status, trial.control.verification.reason).toBe("passed");
    expect(trial.control.errors).toEqual([]);
    expect(escapes(bench, trial)).toEqual([]);
  });
});
