import type { Verification } from "../domain/result.ts";
import { dot, relativeError } from "../kernels/reference.ts";
import type { Random } from "./random.ts";
import { RowReader, type WeightMatrix } from "./weightPlacement.ts";

/** One token's row through one product of a chain. */
export interface StepProof {
  readonly part: string;
  readonly matrix: WeightMatrix;
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly scale: number;
  readonly tolerance: number;
  /** Products of the chain, which share the CPU's time. */
  readonly steps: number;
  readonly random: Random;
}

/** Products that are computed in float64 to check a whole chain. */
const productBudget = 2 ** 22;
const fewestColumns = 4;

/** Compares sampled outputs, edges of bindings among them, with float64 over the input the GPU had. */
export const proveStep = (proof: StepProof): Verification => {
  const { part, matrix, input, output, scale, tolerance, steps, random } = proof;
  const affordable = Math.floor(productBudget / steps / matrix.columns);
  const sampled = Array.from({ length: Math.max(fewestColumns, affordable) }, () =>
    random.below(matrix.rows),
  );
  const edges = matrix.slices.flatMap(({ firstRow, rows }) => [firstRow, firstRow + rows - 1]);
  const reader = new RowReader(matrix);
  let maxRelativeError = 0;
  for (const column of [...edges, ...sampled]) {
    const expected = dot(reader.row(column), input, matrix.columns, scale);
    const error = relativeError(output[column]!, expected);
    maxRelativeError = Math.max(maxRelativeError, error ?? 1);
    if (error === undefined || error > tolerance) {
      const reason = `output ${column} of ${part} is wrong`;
      return { status: "failed", maxRelativeError, tolerance, reason };
    }
  }
  return { status: "passed", maxRelativeError, tolerance };
};
