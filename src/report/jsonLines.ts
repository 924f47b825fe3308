import type { Result } from "../domain/result.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { measurementColumns, measurementRows, type FlatRow } from "./measurementRows.ts";

export const jsonLineSchemaId = "decode-wall.row/1";

/** In the columns' order; what was not measured is absent. */
const record = (row: FlatRow): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    measurementColumns.flatMap((column) => {
      const value = row[column];
      if (value === undefined) return [];
      return [[column, typeof value === "number" ? value : cleanText(value, sentenceLength)]];
    }),
  );

/** One JSON object a line for each measurement, with the columns of the CSV. */
export const resultJsonLines = (result: Result): string =>
  measurementRows(result)
    .map((row) => `${JSON.stringify({ schema: jsonLineSchemaId, ...record(row) })}\n`)
    .join("");
