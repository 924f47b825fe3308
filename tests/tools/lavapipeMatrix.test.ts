import { afterAll, describe, expect, it, vi } from "vitest";
import { emulatedHalvesKernels } from "../gpu/emulation/emulatedKernels.ts";
import { proveAll, type ProofInput } from "../gpu/harness/prove.ts";
import { sharedContext } from "../gpu/harness/trialContext.ts";
import { openLavapipe } from "./lavapipe.ts";

// This driver compiles a pipeline when it first runs, which takes seconds of a processor that others load.
vi.mock(import("../../src/gpu/patience.ts"), async (original) => ({
  ...(await original()),
  patienceSeconds: 150,
}));

const lavapipe = await openLavapipe();
const where = lavapipe.status === "ready" ? "" : `, but ${lavapipe.reason}`;

/** Ceilings, whose rounds this driver takes minutes for, convert and decode nothing. */
const products = emulatedHalvesKernels.filter(({ operation }) => operation === "gemm");

const inputsOf = ({ id, variants }: (typeof products)[number]): readonly ProofInput[] => {
  const small = variants.find((variant) => variant.id.endsWith("8x8x8"))?.id ?? "";
  const packed = variants.find((variant) => variant.id.includes("packed"))?.id ?? "";
  return [
    { kernel: id, variant: small, shape: { m: 19, n: 67, k: 33 } },
    { kernel: id, shape: { m: 33, n: 67, k: 129 } },
    { kernel: id, variant: packed, shape: { m: 33, n: 67, k: 129 } },
    { kernel: id, shape: { m: 1, n: 3, k: 1 } },
    { kernel: id, shape: { m: 19, n: 203, k: 67 }, bufferBytes: 2 ** 14, workgroupsPerPass: 2 },
  ];
};

describe.skipIf(lavapipe.status !== "ready")(
  `in lavapipe's f16, around an emulated matrix unit${where}`,
  () => {
    afterAll(async () => {
      if (lavapipe.status === "ready") (await sharedContext()).gpu.destroy();
    });

    it.each(products.map((kernel) => [kernel.id, kernel] as const))(
      "%s is right",
      async (_, kernel) => {
        const inputs = inputsOf(kernel);
        const proofs = await proveAll(inputs);
        const faults = proofs.flatMap(({ verification, errors, leaked }, index) => {
          const { status, reason, maxRelativeError, tolerance } = verification;
          const wrong = status === "failed" || !(maxRelativeError <= tolerance) ? [reason] : [];
          return [...wrong, ...errors, ...leaked].map((fault) => [inputs[index], fault]);
        });
        expect(faults).toEqual([]);
      },
    );
  },
);
