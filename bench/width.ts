import type { Terminal } from "./progress/progress.ts";

/** What a file gets, and a pipe where COLUMNS does not say. */
export const widthOfFiles = 100;
const narrowest = 40; // below it there is no table, only broken words

/** Characters in a line of this terminal: its own width, else COLUMNS, else that of files. */
export const widthOf = (
  { columns }: Pick<Terminal, "columns">,
  { COLUMNS }: Readonly<Record<string, string | undefined>>,
): number => {
  const stated = COLUMNS !== undefined && /^\d{1,4}$/.test(COLUMNS) ? Number(COLUMNS) : undefined;
  return Math.max(narrowest, columns ?? stated ?? widthOfFiles);
};
