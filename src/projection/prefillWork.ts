import type { Bytes } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { FlopCounts } from "./arithmetic.ts";
import { prefillFlopsPerPair } from "./attentionFlops.ts";
import { cacheValues, cacheValuesWritten, promptPairs } from "./keysAndValues.ts";
import type { Setup } from "./setup.ts";
import { bytesPerStored } from "./storedType.ts";
import { routedPerToken, weightsTouched, type WeightsTouched } from "./weightsTouched.ts";

/** A prompt to read. */
export interface Prompt {
  readonly promptTokens: number;
  /** Tokens before them whose keys and values are in the cache already. */
  readonly cachedTokens?: number;
}

/** What reading a prompt moves and computes, term by term; the head runs for its last token only. */
export interface PrefillWork extends FlopCounts {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly weights: WeightsTouched;
  readonly cacheBytesRead: Bytes;
  /** Not in `bytes`: they leave while weights arrive. What a hand-over to another system carries. */
  readonly cacheBytesWritten: Bytes;
  readonly bytes: Bytes;
}

/** One prompt of one user through every layer. */
export const prefillWork = (
  model: ReferenceModel,
  { storage, cacheType }: Pick<Setup, "storage" | "cacheType">,
  { promptTokens, cachedTokens = 0 }: Prompt,
): PrefillWork => {
  const weights = weightsTouched(model, storage, promptTokens);
  const perValue = bytesPerStored(cacheType);
  const cacheBytesRead = cacheValues(model, cachedTokens) * perValue;
  const cacheBytesWritten = promptTokens * cacheValuesWritten(model) * perValue;
  const { head } = model.weights;
  return {
    promptTokens,
    cachedTokens,
    weights,
    cacheBytesRead,
    cacheBytesWritten,
    bytes: weights.bytes + cacheBytesRead,
    matrixFlops: 2 * promptTokens * (weights.always - head) + 2 * head,
    expertFlops: 2 * promptTokens * routedPerToken(model),
    attentionFlops: prefillFlopsPerPair(model) * promptPairs(model, promptTokens, cachedTokens),
  };
};
