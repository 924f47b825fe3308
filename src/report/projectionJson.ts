import type { ProjectionDocument } from "../projection/projectionDocument.ts";

/** A machine's whole profile stands at many places: its id says which it is. */
const isProfile = (value: unknown): value is { readonly id: string } =>
  typeof value === "object" && value !== null && "peakFlops" in value && "memoryType" in value;

const replaced = (key: string, value: unknown): unknown => {
  if (isProfile(value)) return value.id;
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${key} is ${value}: a missing number must be absent`);
  }
  return value;
};

/** The projection with every term and input, indented, with a newline at its end. */
export const projectionJson = (document: ProjectionDocument): string =>
  `${JSON.stringify(document, replaced, 2)}\n`;
