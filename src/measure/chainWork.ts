import type { Verification } from "../domain/result.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import type { MatrixKernel, Variant } from "../kernels/kernel.ts";
import { activationBytes, activationStride } from "../kernels/matrixLayout.ts";
import type { ChainPlan, ChainStep } from "../workloads/chain.ts";
import { ChangingInput } from "./changingInput.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import { matrixDispatches } from "./matrixWork.ts";
import type { PreparedWork } from "./preparedWork.ts";
import type { Random } from "./random.ts";
import { proveStep } from "./proveStep.ts";
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

interface Activations {
  readonly buffer: GPUBuffer;
  readonly width: number;
}

interface WiredStep {
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
const createActivations = (
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

const wireSteps = (
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

/** Words of the last output that every pass gives back. */
const witnessWords = 4;

/**
 * A model's matrices as one piece of work, each with weights of its own: a repetition is one decode
 * step or one prompt. A word of the last token's input changes with every sample, and the last
 * output's words have to follow.
 */
export const createChainWork = (
  context: GpuContext,
  plan: ChainPlan,
  kernels: ChainKernels,
  matrices: readonly WeightMatrix[],
): PreparedWork => {
  const { gpu, passes, filler, random } = context;
  const input = new ChangingInput(gpu, random, plan.tokens, plan.model.hidden);
  const activations = createActivations(context, plan);
  const steps = wireSteps(
    plan,
    kernels,
    matrices,
    { buffer: input.buffer, width: plan.model.hidden },
    activations,
  );
  const dispatches = steps.flatMap((step) => step.dispatches);
  const last = steps.at(-1)!;
  const lastRow = (last.step.tokens - 1) * activationStride(last.output.width);
  let changes = 0;
  let seen: { readonly changes: number; readonly words: string } | undefined;

  const witness = (): Witness => {
    const now = changes;
    return {
      range: { buffer: last.output.buffer, offset: 4 * lastRow, bytes: 4 * witnessWords },
      verify: (words) => {
        const values = new Float32Array(words.slice().buffer);
        if (!values.every(Number.isFinite)) return "the last output is not a number";
        const before = seen;
        seen = { changes: now, words: words.join() };
        if (before && (before.changes === now) !== (before.words === seen.words)) {
          return before.changes === now
            ? "the last output changed though the input did not"
            : "the last output did not follow the changed input";
        }
        return undefined;
      },
    };
  };

  const change = (): void => {
    changes += 1;
    input.change(plan.tokens - 1);
  };
  const work = new GpuWork(gpu, passes, { repetitions: [dispatches], change, witness });

  /**
   * Runs the chain product by product and keeps one token's row of each input and output: tokens of one
   * tile after the other, so that the products of a chain together meet every tile.
   */
  const prove = async (workgroupsPerPass: number): Promise<Verification> => {
    for (const { buffer } of activations.values()) await filler.fill(buffer, buffer.size, poison);
    work.startSample();
    const checks: Verification[] = [];
    let turn = random.below(2 ** 16);
    for (const {
      step,
      matrix,
      kernel,
      input: from,
      output,
      firstToken,
      tokenTiles,
      dispatches: own,
    } of steps) {
      const token = tokenOfTile(turn++ % tokenTiles, tokenTiles, step.tokens, random);
      const inputStride = activationStride(from.width);
      const rows = own.reduce((sum, { workgroups }) => sum + workgroups, 0);
      const inputRow = await readBuffer(
        gpu,
        from.buffer,
        4 * (firstToken + token) * inputStride,
        4 * inputStride,
      );
      for (let left = rows; left > 0; left -= workgroupsPerPass) {
        await work.submit(Math.min(left, workgroupsPerPass));
      }
      const outputStride = activationStride(output.width);
      const outputRow = await readBuffer(
        gpu,
        output.buffer,
        4 * token * outputStride,
        4 * outputStride,
      );
      checks.push(
        proveStep({
          part: step.projection.part,
          matrix,
          input: kernel.effectiveInput?.(new Float32Array(inputRow)) ?? new Float32Array(inputRow),
          output: new Float32Array(outputRow),
          scale: step.scale,
          tolerance: kernel.tolerance({ m: step.tokens, n: matrix.rows, k: matrix.columns }),
          steps: steps.length,
          random,
        }),
      );
    }
    return worstOf(checks);
  };

  return {
    work,
    dispatchesPerRepetition: dispatches.length,
    prove,
    release: () => {
      work.release();
      gpu.release([input.buffer, ...[...activations.values()].map(({ buffer }) => buffer)]);
    },
  };
};

/** A random token of the `tile`-th of `tiles` tiles. */
const tokenOfTile = (tile: number, tiles: number, tokens: number, random: Random): number => {
  const size = Math.ceil(tokens / tiles);
  return Math.min(tokens - 1, tile * size + random.below(size));
};

/** The first failed check, else the one nearest to its tolerance. */
const worstOf = (checks: readonly Verification[]): Verification =>
  checks.reduce((worst, check) => {
    if (worst.status === "failed") return worst;
    if (check.status === "failed") return check;
    const nearer =
      check.maxRelativeError / check.tolerance > worst.maxRelativeError / worst.tolerance;
    return nearer ? check : worst;
  });
