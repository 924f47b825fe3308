import source from "../../shaders/gemv-f16.wgsl?raw";
import { gemvWork } from "../domain/work.ts";
import { gemvRowsPerWorkgroup, gemvSoftwareVariant, gemvVariants } from "./gemvVariants.ts";
import { f16Words } from "./inputs.ts";
import type { MatrixKernel } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";

/** y = W·x: f16 weights packed two to a word, each fetched once, multiplied in f32 on every device. */
export const gemvF16: MatrixKernel = {
  id: "gemv-f16",
  phase: "decode",
  operation: "gemv",
  dataType: "f16",
  ceiling: "f32",
  source,
  requires: [],
  variants: gemvVariants,
  softwareVariant: gemvSoftwareVariant,
  weights: f16Words,
  work: (shape) => gemvWork(shape, "f16"),
  workgroups: ({ n }, variant) => Math.ceil(n / gemvRowsPerWorkgroup(variant)),
  tolerance: ({ k }) => sumTolerance(k),
};
