import { modelById } from "../reference/models.ts";

/** A model's name for its id, or the id where the list has none. */
export const modelName = (id: string): string => modelById(id)?.name ?? id;
