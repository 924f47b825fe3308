import type { Verification } from "../domain/result.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import { activationStride } from "../kernels/matrixLayout.ts";
import type { Activations, WiredStep } from "./chainSteps.ts";
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
 * Runs the chain product by product and checks one token's row of each: tokens of one tile after the
 * other, so that the products of a chain together meet every tile.
 */
export const proveChain = async (proof: ChainProof): Promise<Verification> => {
  const { context, work, steps, workgroupsPerPass } = proof;
  const checks: Verification[] = [];
  const firstTile = context.random.below(2 ** 16);
  for (const [index, wired] of steps.entries()) {
    const { step, matrix, kernel, firstToken, tokenTiles } = wired;
    const tile = (firstTile + index) % tokenTiles;
    const token = tokenOfTile(tile, tokenTiles, step.tokens, context.random);
    const input = await readRow(context, wired.input, firstToken + token);
    const workgroups = wired.dispatches.reduce((sum, dispatch) => sum + dispatch.workgroups, 0);
    for (let left = workgroups; left > 0; left -= workgroupsPerPass) {
      await work.submit(Math.min(left, workgroupsPerPass));
    }
    checks.push(
      proveStep({
        part: step.projection.part,
        matrix,
        input: kernel.effectiveInput?.(input) ?? input,
        output: await readRow(context, wired.output, token),
        scale: step.scale,
        tolerance: kernel.tolerance({ m: step.tokens, n: matrix.rows, k: matrix.columns }),
        steps: steps.length,
        random: context.random,
      }),
    );
  }
  return worstOf(checks);
};

const readRow = async (
  { gpu }: GpuContext,
  { buffer, width }: Activations,
  row: number,
): Promise<Float32Array> => {
  const stride = 4 * activationStride(width);
  return new Float32Array(await readBuffer(gpu, buffer, row * stride, stride));
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
