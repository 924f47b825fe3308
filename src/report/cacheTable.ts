import { cacheLimits, type CacheLimit } from "../analysis/cacheLimits.ts";
import type { Result } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import { formatBytes, formatBytesPerSecond } from "./format.ts";
import { textTable, type Column } from "./textTable.ts";

const cacheColumns: readonly Column<CacheLimit>[] = [
  {
    heading: "set",
    align: "right",
    cell: ({ workingSetBytes }) => formatBytes(workingSetBytes),
  },
  { heading: "kernel", cell: ({ id }) => cleanText(id) },
  {
    heading: "rate",
    align: "right",
    cell: ({ bytesPerSecond }) => formatBytesPerSecond(bytesPerSecond),
  },
  ...(["copy", "write"] as const).map((kind): Column<CacheLimit> => ({
    heading: kind,
    align: "right",
    cell: (limit) => {
      const rate = limit[`${kind}BytesPerSecond`];
      return rate === undefined ? "" : formatBytesPerSecond(rate);
    },
  })),
  {
    heading: "if each is a launch",
    align: "right",
    cell: ({ launchBytesPerSecond }) => formatBytesPerSecond(launchBytesPerSecond),
  },
];

/** The cache curve beside the limit that launches set; empty where it was not measured. */
export const cacheTable = (result: Result, width: number): readonly string[] => {
  const rows = cacheLimits(result);
  const columns = cacheColumns.filter(
    ({ heading, cell }) =>
      (heading !== "copy" && heading !== "write") || rows.some((row) => cell(row) !== ""),
  );
  return rows.length === 0 ? [] : textTable(columns, rows, width);
};
