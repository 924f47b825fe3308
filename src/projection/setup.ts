import type { StoredType, WeightStorage } from "./storedType.ts";

/** What a projection is asked for. */
export interface Setup {
  readonly storage: WeightStorage;
  /** How keys and values are stored. */
  readonly cacheType: StoredType;
  /** Users at once on one copy of the model. */
  readonly batch: number;
  /** Tokens of each user that are in the cache. */
  readonly contextTokens: number;
  /** Chips over which one copy is spread; absent: the fewest that hold it. */
  readonly chips?: number;
}

export const mostBatch = 1024;
export const mostContextTokens = 2 ** 20;

/** Batches of a sweep. */
export const batches: readonly number[] = Array.from({ length: 11 }, (_, power) => 2 ** power);
