import type { DataType } from "../domain/dataType.ts";
import type { Ceilings, DecodeRow } from "../domain/result.ts";
import type { TokensPerSecond } from "../domain/units.ts";

/** Whole steps of one model for one user as its context grows. */
export interface ContextSeries {
  readonly model: string;
  readonly dataType: DataType;
  /** Shortest context first, at least two. */
  readonly rows: readonly DecodeRow[];
}

/** What memory allows at one length of context. */
export interface ContextLimit {
  readonly contextTokens: number;
  readonly tokensPerSecond: TokensPerSecond;
}

const stepsBetween = 16;

/**
 * What the memory ceiling allows from the shortest context to the longest, where bytes grow evenly
 * between those measured; empty where the ceiling is not known.
 */
export const memoryLimit = (
  { rows }: ContextSeries,
  { memory }: Pick<Ceilings, "memory">,
): readonly ContextLimit[] =>
  rows.slice(1).flatMap((to, index): readonly ContextLimit[] => {
    const from = rows[index];
    if (!memory || !from) return [];
    return Array.from({ length: stepsBetween + 1 }, (_, step) => {
      const share = step / stepsBetween;
      const bytes = from.bytesPerStep + share * (to.bytesPerStep - from.bytesPerStep);
      return {
        contextTokens: from.contextTokens + share * (to.contextTokens - from.contextTokens),
        tokensPerSecond: memory.bytesPerSecond / bytes,
      };
    });
  });

/** Each model and type of which steps at several contexts passed their check; most bytes first. */
export const contextSeries = (decode: readonly DecodeRow[]): readonly ContextSeries[] => {
  const groups = new Map<string, DecodeRow[]>();
  for (const row of decode) {
    if (row.includes !== "step" || row.batch !== 1 || row.verification.status !== "passed")
      continue;
    const key = JSON.stringify([row.model, row.dataType]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const size = ({ rows }: ContextSeries): number => rows[0]?.bytesPerStep ?? 0;
  return [...groups.values()]
    .flatMap((rows): readonly ContextSeries[] => {
      const sorted = rows.toSorted((a, b) => a.contextTokens - b.contextTokens);
      const [first] = sorted;
      const isSeries =
        first && sorted.some(({ contextTokens }) => contextTokens > first.contextTokens);
      return isSeries ? [{ model: first.model, dataType: first.dataType, rows: sorted }] : [];
    })
    .toSorted((a, b) => size(b) - size(a));
};
