import type { Work } from "./work.ts";

/** Newest tokens of some sequences that look back on their contexts. */
export interface AttentionProblem {
  readonly sequences: number;
  /** Newest tokens of each sequence, which ask. */
  readonly rowsPerSequence: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Tokens of a sequence, the newest among them. */
  readonly context: number;
  /** Tokens that a query sees, its own among them; absent: all. */
  readonly window?: number;
}

const cacheBytes = 2; // f16
const activationBytes = 4;

/** Keys that all queries of a sequence see, one by one; never the full square. */
const pairs = ({ rowsPerSequence, context, window = Infinity }: AttentionProblem): number => {
  let sum = 0;
  for (let row = 0; row < rowsPerSequence; row++) sum += Math.min(context - row, window);
  return sum;
};

/** K and V fetched once for each KV head, queries and outputs moved once, and two products for each key seen. */
export const attentionWork = (problem: AttentionProblem): Work => {
  const { sequences, rowsPerSequence, heads, kvHeads, headDim, context, window } = problem;
  const fetched = Math.min(context, (window ?? context) + rowsPerSequence - 1);
  return {
    flops: 4 * sequences * heads * headDim * pairs(problem),
    bytes:
      sequences *
      headDim *
      (2 * kvHeads * fetched * cacheBytes + 2 * rowsPerSequence * heads * activationBytes),
  };
};
