import source from "../../shaders/multiply-add-f32.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import type { StreamKernel, Variant } from "./kernel.ts";
import { recurrenceTolerance } from "./tolerance.ts";

/** Rounds of x ← a·x + b that one invocation runs on its 32 chains. */
export const multiplyAddRounds = 256;
export const chainsPerInvocation = 32;

const multiplyAddVariant = (workgroupSize: number): Variant => ({
  id: String(workgroupSize),
  source,
  requires: [],
  constants: { workgroupSize },
  invocations: workgroupSize,
  workgroupBytes: 0,
});

/** The f32 arithmetic ceiling. `elements` are invocations; each reads 160 bytes and writes 16. */
export const multiplyAddF32: StreamKernel = {
  id: ceilingKernels.multiplyAddF32,
  phase: "prefill",
  operation: "other",
  stream: "multiplyAdd",
  dataType: "f32",
  ceiling: "f32",
  variants: [multiplyAddVariant(256), multiplyAddVariant(64)],
  softwareVariant: "64",
  work: ({ elements }) => ({
    flops: 2 * multiplyAddRounds * chainsPerInvocation * elements,
    bytes: 176 * elements,
  }),
  workgroups: ({ elements }, variant) => Math.ceil(elements / variant.invocations),
  tolerance: () => recurrenceTolerance(multiplyAddRounds),
};
