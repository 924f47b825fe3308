import { formatBytes } from "../report/format.ts";
import type { JournalEntry } from "./journal.ts";

/** Words that only the app says; the elements have theirs in `ui/words.ts`. */
export const appWords = {
  ownTab: "Open this page in a tab of its own",
} as const;

/** What the visitor is told when the browser ended the last run. */
export const danglingText = ({ step, bytes }: JournalEntry): string =>
  [
    `The browser ended the last run at: ${step}.`,
    ...(bytes === undefined ? [] : [`It held ${formatBytes(bytes)} of GPU memory.`]),
    "Too little memory is the likely cause.",
  ].join(" ");
