import type { Seconds } from "../domain/units.ts";

/** A task that lanes run against each other. */
export interface RaceMode {
  readonly id: "chat" | "code" | "agent";
  readonly turns: number;
  /** New tokens to read at the first turn, and at each after it. */
  readonly firstPromptTokens: number;
  readonly nextPromptTokens: number;
  readonly answerTokens: number;
}

/** Made up to be typical; every number can be typed over. */
export const raceModes: readonly RaceMode[] = [
  { id: "chat", turns: 1, firstPromptTokens: 512, nextPromptTokens: 0, answerTokens: 256 },
  { id: "code", turns: 1, firstPromptTokens: 8192, nextPromptTokens: 0, answerTokens: 1024 },
  { id: "agent", turns: 20, firstPromptTokens: 8192, nextPromptTokens: 2048, answerTokens: 256 },
];

/** Past this rate faster text cannot be told apart: lanes show a flag at their end instead. */
export const fastestReadableTokensPerSecond = 100;

/** How fast a lane goes, wherever that is known from. */
export interface RacePace {
  /** Undefined where nothing says how fast it reads: the wait is then left out, and must be said. */
  readonly readingSeconds: (promptTokens: number, cachedTokens: number) => Seconds | undefined;
  readonly secondsPerToken: (contextTokens: number) => Seconds;
}

/** A stretch of one lane: reading a prompt, which shows as waiting, or writing an answer. */
export interface RaceLeg {
  readonly turn: number;
  readonly kind: "reading" | "writing";
  readonly startSeconds: Seconds;
  readonly seconds: Seconds;
  readonly tokens: number;
}

export interface RaceSchedule {
  readonly legs: readonly RaceLeg[];
  readonly seconds: Seconds;
  readonly answerTokens: number;
  /** The wait for prompts is missing from it. */
  readonly isReadingUnknown: boolean;
}

/** When a lane reads and writes. Without a prefix cache each turn reads all that came before. */
export const raceSchedule = (
  pace: RacePace,
  mode: RaceMode,
  { prefixCache }: { readonly prefixCache: boolean },
): RaceSchedule => {
  const legs: RaceLeg[] = [];
  let now = 0;
  let before = 0;
  let isReadingUnknown = false;
  const add = (leg: Omit<RaceLeg, "startSeconds">): void => {
    legs.push({ ...leg, startSeconds: now });
    now += leg.seconds;
  };
  for (let turn = 1; turn <= mode.turns; turn++) {
    const added = turn === 1 ? mode.firstPromptTokens : mode.nextPromptTokens;
    const cached = prefixCache ? before : 0;
    const tokens = before + added - cached;
    const reading = pace.readingSeconds(tokens, cached);
    isReadingUnknown ||= reading === undefined;
    add({ turn, kind: "reading", seconds: reading ?? 0, tokens });
    const context = before + added + Math.floor(mode.answerTokens / 2);
    const seconds = mode.answerTokens * pace.secondsPerToken(context);
    add({ turn, kind: "writing", seconds, tokens: mode.answerTokens });
    before += added + mode.answerTokens;
  }
  return { legs, seconds: now, answerTokens: mode.turns * mode.answerTokens, isReadingUnknown };
};

/** A lane at one moment. */
export interface RaceMoment {
  readonly leg: RaceLeg;
  /** Of all answers so far, whole tokens. */
  readonly tokensWritten: number;
  readonly isFinished: boolean;
}

/** Where a lane stands so many seconds after the start; undefined for a race without legs. */
export const raceAt = (schedule: RaceSchedule, seconds: Seconds): RaceMoment | undefined => {
  const { legs } = schedule;
  const leg = legs.findLast(({ startSeconds }) => startSeconds <= seconds) ?? legs[0];
  if (!leg) return undefined;
  const written = legs
    .filter(({ kind, startSeconds }) => kind === "writing" && startSeconds <= seconds)
    .reduce((sum, { startSeconds, seconds: lasts, tokens }) => {
      const share = lasts === 0 ? 1 : Math.min(1, (seconds - startSeconds) / lasts);
      return sum + Math.floor(share * tokens);
    }, 0);
  return { leg, tokensWritten: written, isFinished: seconds >= schedule.seconds };
};
