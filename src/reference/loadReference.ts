import {
  readReference,
  type RawAccelerators,
  type RawModels,
  type Reference,
} from "./reference.ts";

/** The full data: 200 KB (25 KB compressed) that the page fetches only for the views that need it. */
export const loadReference = async (): Promise<Reference> => {
  const [accelerators, models] = await Promise.all([
    import("./data/accelerators.json"),
    import("./data/models.json"),
  ]);
  return readReference(
    accelerators.default as unknown as RawAccelerators,
    models.default as unknown as RawModels,
  );
};
