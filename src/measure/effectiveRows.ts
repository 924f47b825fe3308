import type { MatrixKernel } from "../kernels/kernel.ts";

/** What a kernel multiplies in the stead of the first `k` values of each row, `stride` values apart. */
export const effectiveRows = (
  { effectiveInput }: Pick<MatrixKernel, "effectiveInput">,
  input: Float32Array,
  stride: number,
  k: number,
): Float32Array => {
  if (!effectiveInput) return input;
  const rows = new Float32Array(input.length);
  for (let first = 0; first < input.length; first += stride) {
    rows.set(effectiveInput(input.subarray(first, first + k)), first);
  }
  return rows;
};
