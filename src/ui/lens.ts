import type { Result } from "../domain/result.ts";
import type { Setup } from "../projection/setup.ts";
import {
  publishedStorage,
  uniformStorage,
  type StoredType,
  type WeightStorage,
} from "../projection/storedType.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { formatCount } from "../report/format.ts";
import { storageText } from "../report/projectionWords.ts";
import { projectionLensWords } from "./projectionLensWords.ts";

/** As its publisher stores the model, experts narrower than the rest. */
export type LensStorage = StoredType | "published";

/** What is looked at. A lens recomputes from what is known; it never measures. */
export interface Lens {
  readonly modelId: string;
  readonly storage: LensStorage;
  readonly users: number;
  /** Tokens of each user in the cache. */
  readonly contextTokens: number;
}

export const firstLens: Lens = {
  modelId: "llama-3.1-8b",
  storage: "f16",
  users: 1,
  contextTokens: 0,
};

/** How the lens stores this model's weights; a model without a format of its own takes 16 bits. */
const storageOf = (storage: LensStorage, model: ReferenceModel): WeightStorage =>
  storage === "published"
    ? (publishedStorage(model) ?? uniformStorage("f16"))
    : uniformStorage(storage);

/** The lens as a projection is asked for; the cache is at 16 bits. */
export const setupOf = ({ storage, users, contextTokens }: Lens, model: ReferenceModel): Setup => ({
  storage: storageOf(storage, model),
  cacheType: "f16",
  batch: users,
  contextTokens,
});

/** "Llama 3.1 8B, f16 (16 bits) weights", with users and context where there are more than one and none. */
export const lensText = ({ name }: ReferenceModel, setup: Setup): string =>
  projectionLensWords.described(
    name,
    storageText(setup.storage),
    formatCount(setup.batch),
    formatCount(setup.contextTokens),
  );

/** The lens at which a result has its own measurement: its heaviest model, 16 bits first. */
export const lensOf = (result: Result | undefined): Lens => {
  const row = result?.decode
    .filter(({ batch, verification }) => batch === 1 && verification.status === "passed")
    .toSorted(
      (a, b) =>
        Number(b.dataType === "f16") - Number(a.dataType === "f16") ||
        b.bytesPerStep - a.bytesPerStep,
    )[0];
  return row ? { ...firstLens, modelId: row.model, storage: row.dataType } : firstLens;
};
