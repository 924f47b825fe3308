import { cleanText, sentenceLength } from "./cleanText.ts";

export type CsvCell = string | number | undefined;

/** A spreadsheet would calculate such a text. A number is never text, so that -1 stays one. */
const formulaStart = /^[=+\-@\t\r]/;

const cellText = (cell: CsvCell): string => {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = cleanText(cell, sentenceLength);
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows under a header as RFC 4180 with CRLF; what a row lacks stays empty. */
export const csvText = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, CsvCell>>[],
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cellText).join(",")}\r\n`)
    .join("");
