import source from "../../shaders/gemv-f32.wgsl?raw";
import { gemvWork } from "../domain/work.ts";
import { gemvRowsPerWorkgroup, gemvSoftwareVariant, gemvVariants } from "./gemvVariants.ts";
import { f32Words } from "./inputs.ts";
import type { MatrixKernel } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";

/** y = W·x: f32 weights, each fetched once. */
export const gemvF32: MatrixKernel = {
  id: "gemv-f32",
  phase: "decode",
  operation: "gemv",
  dataType: "f32",
  ceiling: "f32",
  source,
  requires: [],
  variants: gemvVariants,
  softwareVariant: gemvSoftwareVariant,
  weights: f32Words,
  work: (shape) => gemvWork(shape, "f32"),
  workgroups: ({ n }, variant) => Math.ceil(n / gemvRowsPerWorkgroup(variant)),
  tolerance: ({ k }) => sumTolerance(k),
};
