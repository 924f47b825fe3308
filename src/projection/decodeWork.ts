import type { Bytes } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { FlopCounts } from "./arithmetic.ts";
import { decodeFlopsPerPair } from "./attentionFlops.ts";
import { cacheValues, cacheValuesWritten, tokensSeen } from "./keysAndValues.ts";
import type { Setup } from "./setup.ts";
import { bytesPerStored } from "./storedType.ts";
import { routedPerToken, weightsTouched, type WeightsTouched } from "./weightsTouched.ts";

/** What one decode step moves and computes, term by term. */
export interface DecodeWork extends FlopCounts {
  readonly users: number;
  readonly weights: WeightsTouched;
  readonly cacheBytesRead: Bytes;
  readonly cacheBytesWritten: Bytes;
  readonly bytes: Bytes;
}

/** A step in which `users` write one token each, on one copy of the model. */
export const decodeWork = (
  model: ReferenceModel,
  { storage, cacheType, contextTokens }: Setup,
  users: number,
): DecodeWork => {
  const weights = weightsTouched(model, storage, users);
  const cacheBytesRead = users * cacheValues(model, contextTokens) * bytesPerStored(cacheType);
  const cacheBytesWritten = users * cacheValuesWritten(model) * bytesPerStored(cacheType);
  return {
    users,
    weights,
    cacheBytesRead,
    cacheBytesWritten,
    bytes: weights.bytes + cacheBytesRead + cacheBytesWritten,
    matrixFlops: users * 2 * weights.always,
    expertFlops: users * 2 * routedPerToken(model),
    attentionFlops: users * decodeFlopsPerPair(model) * tokensSeen(model, contextTokens),
  };
};
