import type { Dispatch } from "../gpu/dispatch.ts";
import type { MatrixKernel, Variant } from "../kernels/kernel.ts";
import { activationBytes, activationStride } from "../kernels/matrixLayout.ts";
import type { ChainPlan, ChainStep } from "../workloads/chain.ts";
import type { GpuContext } from "./gpuContext.ts";
import { matrixDispatches } from "./matrixWork.ts";
import type { WeightMatrix } from "./weightPlacement.ts";

/** A kernel with one of its variants compiled. */
export interface CompiledKernel {
  readonly kernel: MatrixKernel;
  readonly variant: Variant;
  readonly pipeline: GPUComputePipeline;
}

/** GEMMs read the prompt; GEMVs write, and are the head of a prompt's last token. */
export interface ChainKernels {
  readonly gemv: CompiledKernel;
  readonly gemm?: CompiledKernel;
}

/** Rows of outputs of one part, `width` wide. */
export interface Activations {
  readonly buffer: GPUBuffer;
  readonly width: number;
}

/** One product with its place in the chain. */
export interface WiredStep {
  readonly step: ChainStep;
  readonly matrix: WeightMatrix;
  readonly kernel: MatrixKernel;
  readonly input: Activations;
  readonly output: Activations;
  /** First token of the input that it takes. */
  readonly firstToken: number;
  /** Tiles of tokens that workgroups own. */
  readonly tokenTiles: number;
  readonly dispatches: readonly Dispatch[];
}

/** Outputs of each part are written anew in every layer; the layer's own output is the next one's input. */
export const createActivations = (
  { gpu }: GpuContext,
  { steps }: ChainPlan,
): ReadonlyMap<string, Activations> => {
  const activations = new Map<string, Activations>();
  for (const { projection, tokens } of steps) {
    if (activations.has(projection.part)) continue;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    const bytes = activationBytes(tokens, projection.rows);
    activations.set(projection.part, {
      buffer: gpu.createBuffer(bytes, usage, projection.part),
      width: projection.rows,
    });
  }
  return activations;
};

/** Feeds every product from the one before it, the first from `first`. */
export const wireSteps = (
  plan: ChainPlan,
  kernels: ChainKernels,
  matrices: readonly WeightMatrix[],
  first: Activations,
  activations: ReadonlyMap<string, Activations>,
): readonly WiredStep[] => {
  let input = first;
  return plan.steps.map((step, index) => {
    const { projection, tokens, scale } = step;
    const { kernel, variant, pipeline } =
      tokens === 1 || !kernels.gemm ? kernels.gemv : kernels.gemm;
    const matrix = matrices[index]!;
    const output = activations.get(projection.part)!;
    const firstToken = plan.tokens - tokens;
    const inputStride = activationStride(input.width);
    const shape = { m: tokens, n: projection.rows, k: projection.columns };
    const dispatches = matrixDispatches(kernel, shape, matrix, {
      pipeline,
      variant,
      input: input.buffer,
      inputStride,
      inputOffset: firstToken * inputStride,
      output: output.buffer,
      scale,
    });
    const tokenTiles =
      kernel.workgroups(shape, variant) / kernel.workgroups({ ...shape, m: 1 }, variant);
    const wired = { step, matrix, kernel, input, output, firstToken, tokenTiles, dispatches };
    input = output;
    return wired;
  });
};
