import type { Verification } from "../domain/result.ts";
import { dot, relativeError, type ReferenceValue } from "../kernels/reference.ts";
import type { Random } from "./random.ts";
import { RowReader, type WeightMatrix } from "./weightPlacement.ts";

/** Some tokens' rows of outputs, of which a sample is compared. */
interface OutputProof {
  readonly name: string;
  readonly columns: number;
  /** Columns that are always compared. */
  readonly edges: readonly number[];
  /** What an output has to be, in float64. */
  readonly expected: (column: number, token: number) => ReferenceValue;
  readonly tokens: number;
  readonly output: Float32Array;
  readonly outputStride: number;
  readonly tolerance: number;
  /** Weights that one output is the sum of. */
  readonly weightsPerOutput: number;
  /** Products of the chain, which share the CPU's time. */
  readonly steps: number;
  readonly random: Random;
}

/** Products that are computed in float64 to check a whole chain. */
const productBudget = 2 ** 22;
const fewestColumns = 4;

/**
 * Compares sampled outputs and those at edges, each for a random token. All of them have to be numbers: what
 * was not written still holds the poison.
 */
export const proveOutputs = (proof: OutputProof): Verification => {
  const { name, columns, edges, expected, tokens, output, outputStride } = proof;
  const { tolerance, weightsPerOutput, steps, random } = proof;
  const affordable = Math.floor(productBudget / steps / weightsPerOutput);
  const sampled = Array.from({ length: Math.max(fewestColumns, affordable) }, () =>
    random.below(columns),
  );
  let maxRelativeError = 0;
  const failed = (reason: string): Verification => ({
    status: "failed",
    maxRelativeError,
    tolerance,
    reason,
  });
  for (const column of [...edges, ...sampled]) {
    const token = random.below(tokens);
    const error = relativeError(output[token * outputStride + column]!, expected(column, token));
    maxRelativeError = Math.max(maxRelativeError, error ?? 1);
    if (error === undefined || error > tolerance) {
      return failed(`output ${column} of ${name} is wrong`);
    }
  }
  for (let token = 0; token < tokens; token++) {
    for (let column = 0; column < columns; column++) {
      if (Number.isFinite(output[token * outputStride + column]!)) continue;
      maxRelativeError = 1;
      return failed(`output ${column} of ${name} is not a number`);
    }
  }
  return { status: "passed", maxRelativeError, tolerance };
};

/** Some tokens' rows through one product of a chain. */
export interface StepProof extends Pick<
  OutputProof,
  "tokens" | "output" | "outputStride" | "tolerance" | "steps" | "random"
> {
  readonly part: string;
  readonly matrix: WeightMatrix;
  readonly input: Float32Array;
  readonly inputStride: number;
  readonly scale: number;
}

/** Compares a product's outputs, edges of bindings among them, with float64 over the input the GPU had. */
export const proveStep = (proof: StepProof): Verification => {
  const { part, matrix, input, inputStride, scale } = proof;
  const reader = new RowReader(matrix);
  return proveOutputs({
    ...proof,
    name: part,
    columns: matrix.rows,
    edges: matrix.slices.flatMap(({ firstRow, rows }) => [firstRow, firstRow + rows - 1]),
    expected: (column, token) =>
      dot(reader.row(column), input, matrix.columns, scale, token * inputStride),
    weightsPerOutput: matrix.columns,
  });
};
