import type { DataType } from "../domain/dataType.ts";
import type { MatrixKernel, Variant } from "../kernels/kernel.ts";
import { kernels, matrixKernel } from "../kernels/kernels.ts";

/** Tokens for which a small-batch kernel is measured by itself: as many as a workgroup takes at once. */
export const smallBatchTokens = 8;
/** From here on arithmetic limits, and a kernel that fetches weights for every few tokens is out. */
const largestSmallBatch = 64;

export const isSmallBatch = ({ id }: Pick<MatrixKernel, "id">): boolean =>
  id.startsWith("gemv-batch-");

/** A kernel and the variant by which it takes part. */
export interface Entrant {
  readonly kernel: MatrixKernel;
  readonly variant: Variant;
}

/** Tells entrants of different kernels apart. */
export const entrantId = ({ kernel, variant }: Entrant): string => `${kernel.id} ${variant.id}`;

export interface EntrantInput {
  readonly dataType: DataType;
  /** Users at once. */
  readonly batch: number;
  /** Variants of a kernel that can run on the device, the default first. */
  readonly candidates: (kernel: MatrixKernel) => readonly Variant[];
  /** Id of the variant that a kernel was found fastest with; undefined where nothing was found. */
  readonly winnerOf: (kernel: MatrixKernel) => string | undefined;
  /** What won for fewer users. */
  readonly last: Entrant | undefined;
}

const kernelsOf = (operation: MatrixKernel["operation"], dataType: DataType) =>
  kernels.flatMap((kernel) =>
    kernel.operation === operation && kernel.dataType === dataType ? [kernel] : [],
  );

/** Any size will do: tiles of tokens are counted by it. */
const manyTokens = { m: 4096, n: 4096, k: 4096 };

/** The variant that gives a workgroup the fewest tokens. */
const smallestTile = (kernel: MatrixKernel, variants: readonly Variant[]): Variant | undefined => {
  const tiles = (variant: Variant): number =>
    kernel.workgroups(manyTokens, variant) / kernel.workgroups({ ...manyTokens, m: 1 }, variant);
  return variants.toSorted((a, b) => tiles(b) - tiles(a))[0];
};

/**
 * What is raced for so many users, the likeliest first. For one user the matrix-vector kernels; for few
 * the small-batch kernel and the GEMM whose tile wastes least; then GEMMs alone. A GEMM that won for
 * fewer users wins against the small-batch kernel for more: that one fetches weights again every few
 * tokens.
 */
export const batchEntrants = (input: EntrantInput): readonly Entrant[] => {
  const { dataType, batch, candidates, winnerOf, last } = input;
  const pick = (
    kernel: MatrixKernel,
    choose: (variants: readonly Variant[]) => Variant | undefined,
  ): readonly Entrant[] => {
    const variant = choose(candidates(kernel));
    return variant ? [{ kernel, variant }] : [];
  };
  const tuned = (kernel: MatrixKernel, like = kernel): readonly Entrant[] =>
    pick(kernel, (variants) => variants.find(({ id }) => id === winnerOf(like)) ?? variants[0]);

  const vectors = kernelsOf("gemv", dataType);
  const single = vectors.filter((kernel) => !isSmallBatch(kernel));
  if (batch === 1) return single.flatMap((kernel) => tuned(kernel));

  const few = vectors.filter(isSmallBatch).flatMap((kernel) =>
    winnerOf(kernel) === undefined
      ? tuned(kernel, matrixKernel("gemv", dataType)) // its variants have the same names
      : tuned(kernel),
  );
  const products = kernelsOf("gemm", dataType);
  const small = products.flatMap((kernel) =>
    pick(kernel, (variants) => smallestTile(kernel, variants)),
  );
  const large = products.flatMap((kernel) => tuned(kernel));

  const isFew = batch <= largestSmallBatch && last?.kernel.operation !== "gemm";
  const before = last?.kernel.operation === "gemm" ? [last] : [];
  const entrants =
    batch <= smallBatchTokens
      ? [...before, ...(isFew ? few : []), ...small]
      : [...before, ...(batch <= largestSmallBatch ? small : []), ...large, ...(isFew ? few : [])];
  return entrants.filter(
    (entrant, index) =>
      entrants.findIndex((each) => entrantId(each) === entrantId(entrant)) === index,
  );
};
