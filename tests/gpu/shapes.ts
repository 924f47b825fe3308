import type { StreamShape } from "../../src/domain/result.ts";
import type { MatrixShape } from "../../src/domain/work.ts";
import type { Kernel } from "../../src/kernels/kernel.ts";

/** One, and sizes beside the tiles' and vectors' multiples. */
const oddSizes = [1, 3, 31, 33, 67, 129, 257] as const;
/** Tokens of a part of a workgroup, of one, and of more. */
const oddBatches = [2, 3, 7, 8, 9, 17, 33] as const;

/** Every pair of `oddSizes` with each of `third` equally often. */
const pairs = <Shape>(
  third: readonly number[],
  shapeOf: (a: number, b: number, c: number) => Shape,
): readonly Shape[] =>
  oddSizes.flatMap((a, i) => oddSizes.map((b, j) => shapeOf(a, b, third[(i + j) % third.length]!)));

/** How many tokens a matrix kernel is for. */
export const tokensOf = ({ id, operation }: Kernel): "one" | "few" | "many" => {
  if (operation === "gemm") return "many";
  return id.includes("batch") ? "few" : "one";
};

/** Tokens of all shapes that are not chosen for theirs. */
export const someTokens = { one: 1, few: 9, many: 19 } as const;

export const oddShapes: Readonly<Record<"one" | "few" | "many", readonly MatrixShape[]>> = {
  one: pairs([1], (n, k, m) => ({ m, n, k })),
  few: pairs(oddBatches, (n, k, m) => ({ m, n, k })),
  many: pairs(oddSizes, (m, n, k) => ({ m, n, k })),
};

/** The matrices of an 8B layer and a part of its head, at an eighth of their width. */
export const layerShapes = (m: number): readonly MatrixShape[] => [
  { m, n: 768, k: 512 },
  { m, n: 512, k: 512 },
  { m, n: 3584, k: 512 },
  { m, n: 512, k: 1792 },
  { m, n: 4008, k: 512 },
];

/** A part of a workgroup's or chunk's elements, and several with a part. */
export const streamShapes: readonly StreamShape[] = [4, 12, 1024, 65_540, 196_612].map(
  (elements) => ({ elements }),
);
export const arithmeticShapes: readonly StreamShape[] = [1, 63, 257, 2_000].map((elements) => ({
  elements,
}));
