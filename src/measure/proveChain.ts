import type { Verification } from "../domain/result.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import { activationStride } from "../kernels/matrixLayout.ts";
import type { Activations, WiredStep } from "./chainSteps.ts";
import { effectiveRows } from "./effectiveRows.ts";
import type { GpuContext } from "./gpuContext.ts";
import type { GpuWork } from "./gpuWork.ts";
import { proveStep } from "./proveStep.ts";
import type { Random } from "./random.ts";

export interface ChainProof {
  readonly context: GpuContext;
  /** At the start of a repetition. */
  readonly work: GpuWork;
  readonly steps: readonly WiredStep[];
  readonly workgroupsPerPass: number;
}

/**
 * Runs the chain product by product and checks some tokens' rows of each: those of one tile after the
 * other, so that the products of a chain together meet every tile.
 */
export const proveChain = async (proof: ChainProof): Promise<Verification> => {
  const { context, work, steps, workgroupsPerPass } = proof;
  const checks: Verification[] = [];
  const firstTile = context.random.below(2 ** 16);
  for (const [index, wired] of steps.entries()) {
    const { step, matrix, kernel, firstToken, tokenTiles } = wired;
    const tile = (firstTile + index) % tokenTiles;
    const { first, count } = tokensOfTile(tile, tokenTiles, step.tokens, context.random);
    const input = await readRows(context, wired.input, firstToken + first, count);
    const inputStride = activationStride(wired.input.width);
    const workgroups = wired.dispatches.reduce((sum, dispatch) => sum + dispatch.workgroups, 0);
    await work.run(workgroups, workgroupsPerPass);
    checks.push(
      proveStep({
        part: step.projection.part,
        matrix,
        tokens: count,
        input: effectiveRows(kernel, input, inputStride, matrix.columns),
        inputStride,
        output: await readRows(context, wired.output, first, count),
        outputStride: activationStride(wired.output.width),
        scale: step.scale,
        tolerance: kernel.tolerance({ m: step.tokens, n: matrix.rows, k: matrix.columns }),
        steps: steps.length,
        random: context.random,
      }),
    );
  }
  return worstOf(checks);
};

const readRows = async (
  { gpu }: GpuContext,
  { buffer, width }: Activations,
  first: number,
  count: number,
): Promise<Float32Array> => {
  const stride = 4 * activationStride(width);
  return new Float32Array(await readBuffer(gpu, buffer, first * stride, count * stride));
};

/** So many tokens' rows are read at once: few bytes, but whole tiles of kernels for few tokens. */
const mostTokens = 16;

/** Consecutive tokens of the `tile`-th of `tiles` tiles: all of a small one, some of a large one. */
const tokensOfTile = (
  tile: number,
  tiles: number,
  tokens: number,
  random: Random,
): { readonly first: number; readonly count: number } => {
  const size = Math.ceil(tokens / tiles);
  const begin = Math.min(tile * size, tokens - 1);
  const inside = Math.min(size, tokens - begin);
  const count = Math.min(inside, mostTokens);
  return { first: begin + random.below(inside - count + 1), count };
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
