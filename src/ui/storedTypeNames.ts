import type { StoredType } from "../projection/storedType.ts";
import { dataTypeNames } from "./words.ts";

/** Stored types in words, those that only projections know included. */
export const storedTypeNames: Readonly<Record<StoredType, string>> = {
  ...dataTypeNames,
  fp8: "8-bit float",
  nvfp4: "4-bit (nvfp4)",
};
