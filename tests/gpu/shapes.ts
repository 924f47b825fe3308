import type { MatrixShape } from "../../src/domain/work.ts";

/** One, and sizes beside the tiles' and vectors' multiples. */
export const oddSizes = [1, 3, 31, 33, 67, 129, 257] as const;

/** Every pair of odd sizes. */
export const oddVectors: readonly MatrixShape[] = oddSizes.flatMap((n) =>
  oddSizes.map((k) => ({ m: 1, n, k })),
);

const batches = [2, 3, 7, 8, 9, 17, 33] as const;

/** Every pair of odd sizes for n and k, for a part of a workgroup's tokens and for more. */
export const oddBatches: readonly MatrixShape[] = oddSizes.flatMap((n, i) =>
  oddSizes.map((k, j) => ({ m: batches[(i + j) % batches.length]!, n, k })),
);

/** Each pair of odd sizes for m and n, with every k equally often. */
export const oddMatrices: readonly MatrixShape[] = oddSizes.flatMap((m, i) =>
  oddSizes.map((n, j) => ({ m, n, k: oddSizes[(i + j) % oddSizes.length]! })),
);

/** The matrices of an 8B layer and its head, at an eighth of their width. */
export const layerShapes = (m: number): readonly MatrixShape[] => [
  { m, n: 768, k: 512 },
  { m, n: 512, k: 512 },
  { m, n: 3584, k: 512 },
  { m, n: 512, k: 1792 },
  { m, n: 16032, k: 512 },
];
