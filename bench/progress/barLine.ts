import type { RunEvent } from "../../src/domain/events.ts";
import { cleanText, sentenceLength } from "../../src/report/cleanText.ts";
import { painted } from "./colour.ts";

export interface BarOptions {
  readonly columns: number;
  readonly colour: boolean;
}

const widestBar = 24;

const clipped = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

const timeLeft = (seconds: number | undefined): string =>
  seconds === undefined ? "" : `, ${Math.max(1, Math.round(seconds))} s left`;

/** One line that fits the terminal: how far, how long still, what is measured now and why. */
export const barLine = (
  { fraction, now, because, secondsLeft }: Extract<RunEvent, { kind: "progress" }>,
  { columns, colour }: BarOptions,
): string => {
  const width = Math.min(widestBar, Math.floor(columns / 3));
  const share = Math.min(1, Math.max(0, fraction));
  const full = Math.round(share * width);
  const filled = "█".repeat(full);
  const empty = "░".repeat(width - full);
  const bar = `${painted(filled, "cyan", colour)}${empty}`;
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const rest = `${percent}${timeLeft(secondsLeft)}, now: ${cleanText(now)} because ${cleanText(because, sentenceLength)}`;
  return `${bar}${clipped(rest, columns - width - 1)}`; // the last column would wrap on some terminals
};
