import type { ComputePath } from "../domain/dataType.ts";

/** Arithmetic paths in words, to follow "through". */
export const pathNames: Readonly<Record<ComputePath, string>> = {
  f32: "f32 units",
  f16: "f16 units",
  dot4I8: "8-bit dot products",
  matrixF16F32: "matrix units (f16 to f32)",
  matrixF16F16: "matrix units (f16)",
  matrixI8I32: "matrix units (8-bit)",
};
