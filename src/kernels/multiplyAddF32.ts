import source from "../../shaders/multiply-add-f32.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import type { StreamKernel } from "./kernel.ts";
import { recurrenceTolerance } from "./tolerance.ts";

/** Rounds of x ← a·x + b that one invocation runs on its 32 chains. */
export const multiplyAddRounds = 256;
export const chainsPerInvocation = 32;

/** The f32 arithmetic ceiling. `elements` are invocations; each reads 160 bytes and writes 16. */
export const multiplyAddF32: StreamKernel = {
  id: ceilingKernels.multiplyAddF32,
  phase: "prefill",
  operation: "other",
  stream: "multiplyAdd",
  dataType: "f32",
  ceiling: "f32",
  source,
  requires: [],
  variants: [
    { id: "256", constants: { workgroupSize: 256 }, invocations: 256, workgroupBytes: 0 },
    { id: "64", constants: { workgroupSize: 64 }, invocations: 64, workgroupBytes: 0 },
  ],
  softwareVariant: "64",
  work: ({ elements }) => ({
    flops: 2 * multiplyAddRounds * chainsPerInvocation * elements,
    bytes: 176 * elements,
  }),
  workgroups: ({ elements }, variant) => Math.ceil(elements / variant.invocations),
  tolerance: () => recurrenceTolerance(multiplyAddRounds),
};
