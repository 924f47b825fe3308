import type { Result } from "../domain/result.ts";
import { csvText } from "./csvText.ts";
import { measurementColumns, measurementRows } from "./measurementRows.ts";

/** One line for each measurement under a header, SI units unscaled, as RFC 4180 with CRLF. */
export const resultCsv = (result: Result): string =>
  csvText(measurementColumns, measurementRows(result));
