import type { Bytes, Flops, Intensity } from "./units.ts";
import { type DataType, bytesPerWeight } from "./dataType.ts";
import {
  headWeights,
  layerProjections,
  headProjection,
  layerWeights,
  type Model,
} from "./model.ts";

/** Arithmetic and compulsory traffic: every operand moved once, never cache re-reads. */
export interface Work {
  readonly flops: Flops;
  readonly bytes: Bytes;
}

export interface MatrixShape {
  /** Rows of the activations: tokens in prefill, users in decode. */
  readonly m: number;
  /** Outputs. */
  readonly n: number;
  /** Inputs, over which is summed. */
  readonly k: number;
}

export interface AttentionShape {
  readonly batch: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly context: number;
}

/** FLOP per compulsory byte. */
export const intensity = (work: Work): Intensity => work.flops / work.bytes;

export const addWork = (works: readonly Work[]): Work => ({
  flops: works.reduce((sum, work) => sum + work.flops, 0),
  bytes: works.reduce((sum, work) => sum + work.bytes, 0),
});

/** C[m,n] = A[m,k]·W[n,k]ᵀ: W as stored with its scales, A and C at `activationBytes` an element. */
export const gemmWork = (
  { m, n, k }: MatrixShape,
  weights: DataType,
  activationBytes = 4,
): Work => ({
  flops: 2 * m * n * k,
  bytes: bytesPerWeight(weights) * n * k + activationBytes * (m * k + m * n),
});

/** y[n] = W[n,k]·x[k], the GEMM of one row. */
export const gemvWork = (shape: Omit<MatrixShape, "m">, weights: DataType): Work =>
  gemmWork({ m: 1, ...shape }, weights);

/**
 * Weights of a decode step at batch 1, without attention and embedding: every layer's matrices and
 * the head, each with the activations it reads and writes.
 */
export const decodeWeightsWork = (model: Model, weights: DataType, layers = model.layers): Work =>
  addWork([
    ...Array.from({ length: layers }, () =>
      layerProjections(model).map(({ rows, columns }) =>
        gemvWork({ n: rows, k: columns }, weights),
      ),
    ).flat(),
    headWork(model, weights),
  ]);

export const headWork = (model: Model, weights: DataType): Work => {
  const { rows, columns } = headProjection(model);
  return gemvWork({ n: rows, k: columns }, weights);
};

/** One layer's matrices for `batch` users at once: weights once, activations of every user. */
export const layerWork = (model: Model, weights: DataType, batch: number): Work =>
  addWork(
    layerProjections(model).map(({ rows, columns }) =>
      gemmWork({ m: batch, n: rows, k: columns }, weights),
    ),
  );

/** Prefill through the matrices alone: 2·T·(layer weights) + 2·(head), the head for the last token. */
export const prefillWeightsFlops = (model: Model, promptTokens: number): Flops =>
  2 * promptTokens * model.layers * layerWeights(model) + 2 * headWeights(model);

/** A prompt of `promptTokens` through every layer's matrices, and its last token through the head. */
export const prefillWeightsWork = (model: Model, weights: DataType, promptTokens: number): Work =>
  addWork([
    ...Array.from({ length: model.layers }, () =>
      layerProjections(model).map(({ rows, columns }) =>
        gemmWork({ m: promptTokens, n: rows, k: columns }, weights),
      ),
    ).flat(),
    headWork(model, weights),
  ]);
