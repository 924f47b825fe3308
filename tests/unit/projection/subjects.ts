import { loadReference } from "../../../src/reference/loadReference.ts";
import type { AcceleratorProfile } from "../../../src/reference/profile.ts";
import type { ReferenceModel } from "../../../src/reference/referenceModel.ts";
import type { DecodeProjection } from "../../../src/projection/projectDecode.ts";
import type { PrefillProjection } from "../../../src/projection/projectPrefill.ts";
import type { Setup } from "../../../src/projection/setup.ts";
import { uniformStorage } from "../../../src/projection/storedType.ts";
import type { Unavailable } from "../../../src/projection/unavailable.ts";

export const reference = await loadReference();

export const profileOf = (id: string): AcceleratorProfile => {
  const found = reference.profiles.find((profile) => profile.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
};

export const modelOf = (id: string): ReferenceModel => {
  const found = reference.models.find((model) => model.id === id);
  if (!found) throw new Error(`no model ${id}`);
  return found;
};

/** One user, 16 bits, nothing in the cache. */
export const plain: Setup = {
  storage: uniformStorage("f16"),
  cacheType: "f16",
  batch: 1,
  contextTokens: 0,
};

export const setup = (change: Partial<Setup> = {}): Setup => ({ ...plain, ...change });

/** The projection itself, where there must be one. */
export const projected = <P extends DecodeProjection | PrefillProjection>(
  projection: P | Unavailable,
): P => {
  if (projection.status !== "projected") throw new Error(JSON.stringify(projection.status));
  return projection;
};
