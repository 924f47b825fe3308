import type { RunEvent } from "../../src/domain/events.ts";
import type { Warning } from "../../src/domain/result.ts";
import { cleanText, sentenceLength } from "../../src/report/cleanText.ts";
import { warningWords } from "../../src/report/words.ts";
import { withoutWorkflowCommands } from "../../src/report/workflowCommands.ts";
import { barLine } from "./barLine.ts";
import { hasColour, painted } from "./colour.ts";

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

const prefixed = (text: string, colour: boolean): string => {
  const name = text.startsWith("warning:")
    ? painted("decode-wall:", "yellow", colour)
    : "decode-wall:";
  return `${name} ${withoutWorkflowCommands(cleanText(text, sentenceLength))}\n`;
};

/** Each kind of warning once, with its first cause: the result lists them all. */
const newWarnings = (): ((warning: Warning) => string | undefined) => {
  const told = new Set<Warning["code"]>();
  return ({ code, message }) => {
    if (told.has(code)) return undefined;
    told.add(code);
    return `warning: ${warningWords[code].title}: ${message}`;
  };
};

/** What happened that is worth a line of its own; undefined for what only moves the bar. */
const notices = (): ((event: RunEvent) => string | undefined) => {
  const warned = newWarnings();
  return (event) => {
    if (event.kind === "warning") return warned(event.warning);
    return event.kind === "paused" ? `paused because ${event.because}` : undefined;
  };
};

const onLines = (terminal: Terminal, colour: boolean): Progress => {
  const noticeOf = notices();
  let last = "";
  return {
    say: (text) => terminal.write(prefixed(text, colour)),
    onEvent: (event) => {
      const notice = noticeOf(event);
      if (notice) terminal.write(prefixed(notice, colour));
      if (event.kind !== "progress" || event.now === last) return;
      last = event.now;
      const percent = `${Math.floor(event.fraction * 100)}%`.padStart(4);
      terminal.write(prefixed(`${percent} now: ${event.now} because ${event.because}`, colour));
    },
    end: () => {},
  };
};

const onBar = (terminal: Terminal, colour: boolean): Progress => {
  const noticeOf = notices();
  let bar = "";
  const draw = (): unknown => terminal.write(`${eraseLine}${bar}`);
  const above = (text: string): void => {
    terminal.write(`${eraseLine}${prefixed(text, colour)}${bar}`);
  };
  return {
    say: above,
    onEvent: (event) => {
      const notice = noticeOf(event);
      if (notice) above(notice);
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
  const colour = hasColour(terminal, environment);
  const isDumb = !terminal.isTTY || environment.TERM === "dumb";
  return isDumb ? onLines(terminal, colour) : onBar(terminal, colour);
};
