import batchDot4Part from "../../shaders/gemv-batch-dot4.wgsl?raw";
import dot4Part from "../../shaders/gemv-dot4.wgsl?raw";
import toInt8Part from "../../shaders/input-to-int8.wgsl?raw";
import rowsPart from "../../shaders/outputs-rows.wgsl?raw";
import { gemmWork } from "../domain/work.ts";
import { composeShader } from "./composeShader.ts";
import {
  fewTokensVariants,
  oneTokenVariants,
  rowTiles,
  softwareVariant,
  teamVariants,
} from "./gemvVariants.ts";
import { int8Groups } from "./int8Groups.ts";
import type { MatrixKernel, Variant } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";
import type { WeightType } from "./weightTypes.ts";

/** What the kernels for one token and for a few have in common. */
const gemvLike = (weights: WeightType): Omit<MatrixKernel, "id" | "variants"> => ({
  phase: "decode",
  operation: "gemv",
  dataType: weights.dataType,
  ceiling: "f32",
  softwareVariant,
  weights: weights.format,
  work: (shape) => gemmWork(shape, weights.dataType),
  workgroups: ({ n }, variant) => rowTiles(n, variant),
  tolerance: ({ k }) => sumTolerance(k),
});

/** y = W·x: one token; every weight is fetched once and multiplied in f32. */
export const gemv = (weights: WeightType): MatrixKernel => ({
  ...gemvLike(weights),
  id: `gemv-${weights.dataType}`,
  variants: oneTokenVariants(rowsPart, weights),
});

const tokensPerWorkgroup = 8;

const forFewTokens: Pick<MatrixKernel, "workgroups"> = {
  workgroups: ({ m, n }, variant) => rowTiles(n, variant) * Math.ceil(m / tokensPerWorkgroup),
};

/** The same for a small batch: every weight is fetched once for up to eight tokens. */
export const gemvBatch = (weights: WeightType): MatrixKernel => ({
  ...gemvLike(weights),
  ...forFewTokens,
  id: `gemv-batch-${weights.dataType}`,
  variants: fewTokensVariants(rowsPart, weights),
});

/**
 * With room for so many groups of the input at a time where a processor plays the GPU: SwiftShader compiles
 * a store for each word of workgroup memory, to clear it, and took a second for 256 groups.
 */
const withLittleMemory = (groups: number, { constants, ...variant }: Variant): Variant => ({
  ...variant,
  constants: variant.id === softwareVariant ? { ...constants, groups } : constants,
});

/** By `dot4I8Packed`, the input brought to int8; undefined for types without such a part. */
const byDot4 = (
  operation: string,
  weights: WeightType,
  softwareGroups: number,
): Omit<MatrixKernel, "id"> | undefined => {
  const { dot4Part: part, ...type } = weights;
  if (part === undefined) return undefined;
  const [first, ...others] = teamVariants(composeShader([operation, rowsPart, toInt8Part]), {
    part,
  });
  return {
    ...gemvLike(type),
    ceiling: "dot4I8",
    variants: [first, ...others.map((variant) => withLittleMemory(softwareGroups, variant))],
    effectiveInput: int8Groups,
  };
};

/** The products for one token, by `dot4I8Packed`; undefined for types without it. */
export const gemvDot4 = (weights: WeightType): MatrixKernel | undefined => {
  const kernel = byDot4(dot4Part, weights, 16);
  return kernel && { ...kernel, id: `gemv-dot4-${weights.dataType}` };
};

/** Those for a small batch, by `dot4I8Packed`; undefined for types without it. */
export const gemvBatchDot4 = (weights: WeightType): MatrixKernel | undefined => {
  const kernel = byDot4(batchDot4Part, weights, 2);
  return kernel && { ...kernel, ...forFewTokens, id: `gemv-batch-dot4-${weights.dataType}` };
};
