import source from "../../shaders/stream-read.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import type { StreamKernel, Variant } from "./kernel.ts";
import { streamChunks } from "./streamLayout.ts";

const readVariant = (workgroupSize: number, loads: number): Variant => ({
  id: `${workgroupSize}x${loads}`,
  source,
  requires: [],
  constants: { workgroupSize, loads },
  invocations: workgroupSize,
  workgroupBytes: 0,
});

/** Fetches f32 elements and sums their bits: the memory ceiling. One 4-byte sum an invocation. */
export const streamRead: StreamKernel = {
  id: ceilingKernels.read,
  phase: "decode",
  operation: "other",
  stream: "read",
  dataType: "f32",
  ceiling: "f32",
  variants: [
    readVariant(256, 64),
    readVariant(256, 16),
    readVariant(128, 64),
    readVariant(64, 256),
  ],
  softwareVariant: "64x256",
  work: ({ elements }) => ({ flops: 0, bytes: 4 * elements }),
  workgroups: ({ elements }, variant) => streamChunks(elements, variant),
  tolerance: () => 0, // integer sums are exact
};
