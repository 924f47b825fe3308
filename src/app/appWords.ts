import type { JournalEntry } from "./journal.ts";
import { formatBytes } from "../report/format.ts";

/** Words of the page around its elements. */
export const appWords = {
  name: "Decode Wall",
  question: "How much of your GPU does AI writing leave idle?",
  promise: "Measure it here: about 30 s, nothing leaves this machine.",
  smaller: "Measure within half the memory",
  claimed: "As claimed by this file. It was not measured here.",
  partial: "PARTIAL: the run did not come to its end.",
  unfinished: "What was measured before the run failed:",
  file: "A result as a file",
  save: "Save this result",
  open: "Open a result",
  openHint: "or drop a .json file anywhere on this page",
  refused: "This file cannot be shown.",
  confidence: "Confidence",
} as const;

/** What the visitor is told when the browser ended the last run. */
export const danglingText = ({ step, bytes }: JournalEntry): string =>
  [
    `The browser ended the last run at: ${step}.`,
    ...(bytes === undefined ? [] : [`It held ${formatBytes(bytes)} of GPU memory.`]),
    "Too little memory is the likely cause.",
  ].join(" ");
