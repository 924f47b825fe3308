import source from "../../shaders/dispatch.wgsl?raw";
import type { StreamKernel } from "./kernel.ts";

/** The cost of a dispatch that waits for the one before. Each adds 1 to a count. */
export const dispatch: StreamKernel = {
  id: "dispatch",
  phase: "decode",
  operation: "other",
  stream: "dispatch",
  dataType: "f32",
  ceiling: "f32",
  variants: [{ id: "1", source, requires: [], constants: {}, invocations: 1, workgroupBytes: 0 }],
  softwareVariant: "1",
  work: () => ({ flops: 0, bytes: 8 }),
  workgroups: () => 1,
  tolerance: () => 0,
};
