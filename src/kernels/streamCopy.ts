import source from "../../shaders/stream-copy.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import type { StreamKernel } from "./kernel.ts";
import { streamChunks } from "./streamLayout.ts";

/** Fetches and writes f32 elements; bytes count both. */
export const streamCopy: StreamKernel = {
  id: ceilingKernels.copy,
  phase: "decode",
  operation: "other",
  stream: "copy",
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
  work: ({ elements }) => ({ flops: 0, bytes: 8 * elements }),
  workgroups: ({ elements }, variant) => streamChunks(elements, variant),
  tolerance: () => 0,
};
