import type { DataType } from "../domain/dataType.ts";
import type { KernelRow } from "../domain/result.ts";
import type { MatrixKernel } from "../kernels/kernel.ts";
import { matrixKernel, matrixUnitKernels } from "../kernels/kernels.ts";

/**
 * The kernel that was the fastest at a type's product in this run, to read prompts with: in f32 or on the
 * matrix unit. Those that bring the input to int8 compute something else, and are not among them.
 */
export const fastestProduct = (rows: readonly KernelRow[], dataType: DataType): MatrixKernel => {
  const everywhere = matrixKernel("gemm", dataType);
  const speed = ({ id }: MatrixKernel): number =>
    rows.find((row) => row.id === id && row.dataType === dataType)?.flopsPerSecond ?? 0;
  return matrixUnitKernels
    .filter((kernel) => kernel.dataType === dataType && !kernel.effectiveInput)
    .reduce((best, kernel) => (speed(kernel) > speed(best) ? kernel : best), everywhere);
};
