import { activationStride } from "../../kernels/matrixLayout.ts";
import { headRows, stepRows } from "../../workloads/stepPlan.ts";
import type { MatrixPart } from "../../workloads/stepTensors.ts";
import { effectiveRows } from "../effectiveRows.ts";
import { matrixDispatches } from "../matrixWork.ts";
import { proveStep } from "../proveStep.ts";
import { readFloats, words, type StepParts, type WiredOperation } from "./stepParts.ts";

export interface ProductPlace {
  readonly part: Exclude<MatrixPart, "embedding" | "expertUp" | "expertDown">;
  /** Undefined for the head. */
  readonly layer: number | undefined;
  readonly input: GPUBuffer;
  readonly output: GPUBuffer;
}

/** Tokens whose rows are read at once. */
const mostTokens = 16;

/** A product by the kernel that suits the number of its tokens. */
export const wireProduct = (
  parts: StepParts,
  { part, layer, input, output }: ProductPlace,
): WiredOperation => {
  const { context, plan, pipelines, weights } = parts;
  const tokens = part === "head" ? headRows(plan) : stepRows(plan);
  const firstToken = stepRows(plan) - tokens;
  const { matrix, scale, dataType, rows, columns } = weights.matrixOf(part, layer);
  const { kernel, variant, pipeline } = pipelines.productOf(dataType, tokens);
  const inputStride = activationStride(columns);
  const outputStride = activationStride(rows);
  const shape = { m: tokens, n: rows, k: columns };
  const name = layer === undefined ? part : `${part} of layer ${layer}`;
  return {
    name,
    dispatches: matrixDispatches(kernel, shape, matrix, {
      pipeline,
      variant,
      input,
      inputStride,
      inputOffset: firstToken * inputStride,
      output,
      scale,
    }),
    check: async () => {
      const count = Math.min(tokens, mostTokens);
      const first = context.random.below(tokens - count + 1);
      const [inputs, outputs] = await readFloats(parts, [
        words(input, (firstToken + first) * inputStride, count * inputStride),
        words(output, first * outputStride, count * outputStride),
      ]);
      return proveStep({
        part: name,
        matrix,
        tokens: count,
        input: effectiveRows(kernel, inputs!, inputStride, columns),
        inputStride,
        output: outputs!,
        outputStride,
        scale,
        tolerance: kernel.tolerance(shape),
        steps: plan.operations.length,
        random: context.random,
      });
    },
  };
};
