import { namedModels } from "../reference/models.ts";

const names = new Map(namedModels.map(({ id, name }) => [id, name]));

/** A model's name for its id, or the id where the list has none. */
export const modelName = (id: string): string => names.get(id) ?? id;
