import type { RunEvent } from "../../src/domain/events.ts";
import type { Warning } from "../../src/domain/result.ts";
import { cleanText, sentenceLength } from "../../src/report/cleanText.ts";
import { warningWords } from "../../src/report/words.ts";
import { barLine } from "./barLine.ts";

/** What the command tells a person while it works. */
export interface Progress {
  /** Something that happened once, as a line of its own. */
  say(text: string): void;
  onEvent(event: RunEvent): void;
  /** Nothing is drawn after this. */
  end(): void;
}

export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly quiet: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const eraseLine = "\r\u001b[2K";

const silent: Progress = { say: () => {}, onEvent: () => {}, end: () => {} };

const prefixed = (text: string): string => `decode-wall: ${cleanText(text, sentenceLength)}\n`;

const inWords = ({ code, message }: Warning): string =>
  `warning: ${warningWords[code].title}: ${message}`;

const onLines = (terminal: Terminal): Progress => {
  let last = "";
  return {
    say: (text) => terminal.write(prefixed(text)),
    onEvent: (event) => {
      if (event.kind === "warning") terminal.write(prefixed(inWords(event.warning)));
      if (event.kind === "paused") terminal.write(prefixed(`paused because ${event.because}`));
      if (event.kind !== "progress" || event.now === last) return;
      last = event.now;
      const percent = `${Math.floor(event.fraction * 100)}%`.padStart(4);
      terminal.write(prefixed(`${percent} now: ${event.now} because ${event.because}`));
    },
    end: () => {},
  };
};

const onBar = (terminal: Terminal, colour: boolean): Progress => {
  let bar = "";
  const draw = (): unknown => terminal.write(`${eraseLine}${bar}`);
  const above = (text: string): void => {
    terminal.write(`${eraseLine}${prefixed(text)}${bar}`);
  };
  return {
    say: above,
    onEvent: (event) => {
      if (event.kind === "warning") above(inWords(event.warning));
      if (event.kind === "paused") above(`paused because ${event.because}`);
      if (event.kind !== "progress") return;
      bar = barLine(event, { columns: terminal.columns ?? 80, colour });
      draw();
    },
    end: () => {
      if (bar) terminal.write(eraseLine);
      bar = "";
    },
  };
};

/** A bar on a terminal, lines elsewhere, nothing where quiet is asked for. */
export const progressOn = (
  terminal: Terminal,
  { quiet, environment }: ProgressOptions,
): Progress => {
  if (quiet) return silent;
  if (!terminal.isTTY || environment.TERM === "dumb") return onLines(terminal);
  return onBar(terminal, !environment.NO_COLOR);
};
