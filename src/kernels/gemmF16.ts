import source from "../../shaders/gemm-f16.wgsl?raw";
import { gemmWork } from "../domain/work.ts";
import { gemmSoftwareVariant, gemmVariants, gemmWorkgroups } from "./gemmVariants.ts";
import { f16Words } from "./inputs.ts";
import type { MatrixKernel } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";

/** C = A·Wᵀ in register tiles: f32 activations, f16 weights packed two to a word, multiplied in f32. */
export const gemmF16: MatrixKernel = {
  id: "gemm-f16",
  phase: "prefill",
  operation: "gemm",
  dataType: "f16",
  ceiling: "f32",
  source,
  requires: [],
  variants: gemmVariants,
  softwareVariant: gemmSoftwareVariant,
  weights: f16Words,
  work: (shape) => gemmWork(shape, "f16"),
  workgroups: gemmWorkgroups,
  tolerance: ({ k }) => sumTolerance(k),
};
