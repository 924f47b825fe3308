import source from "../../shaders/stream-write.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import type { StreamKernel } from "./kernel.ts";
import { streamChunks } from "./streamLayout.ts";

/** Writes elements without fetching any. */
export const streamWrite: StreamKernel = {
  id: ceilingKernels.write,
  phase: "decode",
  operation: "other",
  stream: "write",
  dataType: "f32",
  ceiling: "f32",
  variants: [
    {
      id: "256x16",
      source,
      requires: [],
      constants: { workgroupSize: 256, loads: 16 },
      invocations: 256,
      workgroupBytes: 0,
    },
  ],
  softwareVariant: "256x16",
  work: ({ elements }) => ({ flops: 0, bytes: 4 * elements }),
  workgroups: ({ elements }, variant) => streamChunks(elements, variant),
  tolerance: () => 0,
};
