import type { Verification } from "../domain/result.ts";
import { dot, relativeError } from "../kernels/reference.ts";
import type { Random } from "./random.ts";
import { RowReader, type WeightMatrix } from "./weightPlacement.ts";

/** Some tokens' rows through one product of a chain. */
export interface StepProof {
  readonly part: string;
  readonly matrix: WeightMatrix;
  readonly tokens: number;
  readonly input: Float32Array;
  readonly inputStride: number;
  readonly output: Float32Array;
  readonly outputStride: number;
  readonly scale: number;
  readonly tolerance: number;
  /** Products of the chain, which share the CPU's time. */
  readonly steps: number;
  readonly random: Random;
}

/** Products that are computed in float64 to check a whole chain. */
const productBudget = 2 ** 22;
const fewestColumns = 4;

/**
 * Compares sampled outputs, edges of bindings among them, with float64 over the input the GPU had: each
 * for a random token. All of them have to be numbers: what was not written still holds the poison.
 */
export const proveStep = (proof: StepProof): Verification => {
  const { part, matrix, tokens, input, inputStride, output, outputStride } = proof;
  const { scale, tolerance, steps, random } = proof;
  const affordable = Math.floor(productBudget / steps / matrix.columns);
  const sampled = Array.from({ length: Math.max(fewestColumns, affordable) }, () =>
    random.below(matrix.rows),
  );
  const edges = matrix.slices.flatMap(({ firstRow, rows }) => [firstRow, firstRow + rows - 1]);
  const reader = new RowReader(matrix);
  let maxRelativeError = 0;
  const failed = (reason: string): Verification => ({
    status: "failed",
    maxRelativeError,
    tolerance,
    reason,
  });
  for (const column of [...edges, ...sampled]) {
    const token = random.below(tokens);
    const expected = dot(reader.row(column), input, matrix.columns, scale, token * inputStride);
    const error = relativeError(output[token * outputStride + column]!, expected);
    maxRelativeError = Math.max(maxRelativeError, error ?? 1);
    if (error === undefined || error > tolerance) {
      return failed(`output ${column} of ${part} is wrong`);
    }
  }
  for (let token = 0; token < tokens; token++) {
    for (let column = 0; column < matrix.rows; column++) {
      if (Number.isFinite(output[token * outputStride + column]!)) continue;
      maxRelativeError = 1;
      return failed(`output ${column} of ${part} is not a number`);
    }
  }
  return { status: "passed", maxRelativeError, tolerance };
};
