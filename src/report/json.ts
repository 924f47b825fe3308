import type { Result } from "../domain/result.ts";

/** JSON would write null for them, which readers refuse: better found where they are made. */
const refuseUnreal = (key: string, value: unknown): unknown => {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${key} is ${value}: a missing number must be absent`);
  }
  return value;
};

/** A terminal would obey the first, and show text after the others turned round or on a new line. */
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The result document, indented, with a newline at its end. */
export const resultJson = (result: Result): string =>
  `${JSON.stringify(result, refuseUnreal, 2).replace(unsafe, escaped)}\n`;
