import type { Result } from "../domain/result.ts";

/** JSON would write null for them, which readers refuse: better found where they are made. */
const refuseUnreal = (key: string, value: unknown): unknown => {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${key} is ${value}: a missing number must be absent`);
  }
  return value;
};

/** The result document, indented, with a newline at its end. */
export const resultJson = (result: Result): string =>
  `${JSON.stringify(result, refuseUnreal, 2)}\n`;
