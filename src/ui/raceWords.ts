/** Of the race. */
export const raceWords = {
  modes: { chat: "Chat", code: "Code", agent: "Agent, 20 turns" },
  modeLabel: "The task",
  model: "Model",
  weights: "Its weights",
  prompt: "Tokens to read",
  nextPrompt: (tokens: string): string => `${tokens} more at each turn`,
  answer: "Tokens to write, each turn",
  prefixCache: "Keep what was read before (prefix cache)",
  lane: (number: number): string => `Lane ${number}`,
  groups: { own: "Yours", published: "Published by others", projected: "Bounds and estimates" },
  typed: "Rates that you type",
  typedName: "typed rates",
  typedReading: "Reads, tokens/s",
  typedWriting: "Writes, tokens/s",
  standing: {
    measured: "measured here",
    elsewhere: "measured elsewhere",
    bound: "a bound",
    estimate: "an estimate",
    published: "published",
    typed: "typed",
  },
  start: "Start the race",
  pause: "Pause",
  resume: "Go on",
  toEnd: "To the end",
  again: "Back to the start",
  held: "The race waits until the measurement is over: drawing it would disturb that.",
  still:
    "Your system asks for little motion, so the race is shown as it ends: bars are the time, solid for reading, dashed for writing.",
  waiting: "ready",
  reading: (tokens: string, turn: string): string => `reads ${tokens} tokens${turn}`,
  writing: (tokens: string, all: string, turn: string): string =>
    `${tokens} of ${all} tokens written${turn}`,
  turn: (turn: string, turns: string): string => `, turn ${turn} of ${turns}`,
  tooFast: (rate: string): string =>
    `${rate}: faster text could not be told apart from here on, so only its end is shown.`,
  finished: (seconds: string): string => `finished after ${seconds}`,
  flag: "⚑",
  split: (reading: string, writing: string): string =>
    `${reading} of it reading, ${writing} writing`,
  splitUnknown: (writing: string): string =>
    `${writing} writing; how fast it reads is not known, so that wait is missing`,
  writes: (rate: string): string => `writes ${rate}`,
  writesFalling: (first: string, last: string): string =>
    `writes ${first}, ${last} tokens/s at the end`,
  onChips: (chips: string): string => `on ${chips} chips`,
  includes: { weights: "weights only, no attention", step: "whole steps" },
  timeline: (name: string): string => `${name}: time of reading and writing`,
  missing: "No such lane for this model.",
  longContext: (tokens: string, most: string): string =>
    `This conversation grows to ${tokens} tokens; the model is published for ${most}.`,
  explain:
    "Solid bars: reading the prompt, which shows as the wait it is. Dashed: writing. All lanes share one scale of time, in real seconds. One user, one token at a time. Bounds are what published figures allow at most, and real software falls short of them.",
  sources: "Where these rates come from",
} as const;
