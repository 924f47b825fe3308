import source from "../../shaders/gemm-f32.wgsl?raw";
import { gemmWork } from "../domain/work.ts";
import { gemmSoftwareVariant, gemmVariants, gemmWorkgroups } from "./gemmVariants.ts";
import { f32Words } from "./inputs.ts";
import type { MatrixKernel } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";

/** C = A·Wᵀ in register tiles: f32 activations and weights. */
export const gemmF32: MatrixKernel = {
  id: "gemm-f32",
  phase: "prefill",
  operation: "gemm",
  dataType: "f32",
  ceiling: "f32",
  source,
  requires: [],
  variants: gemmVariants,
  softwareVariant: gemmSoftwareVariant,
  weights: f32Words,
  work: (shape) => gemmWork(shape, "f32"),
  workgroups: gemmWorkgroups,
  tolerance: ({ k }) => sumTolerance(k),
};
