import type { PairQuantity } from "../projection/comparePair.ts";

/** Words of the page on which two machines stand side by side. */
export const compareWords = {
  name: "Decode Wall",
  home: "Measure your own GPU",
  data: "All figures, with their sources",
  pages: "Other pages",
  heading: (a: string, b: string): string => `${a} vs ${b}`,
  title: (heading: string): string => `${heading}: reading and writing | Decode Wall`,
  text: "Reading a prompt is held by arithmetic, writing the answer by memory: two machines can be far apart in one and close in the other.",
  first: "One machine",
  second: "Beside",
  none: "choose a machine",
  swap: "Swap",
  choose: "Which two machines?",
  coming: "The figures are being fetched.",
  failed: "The figures could not be fetched.",
  unknown: (id: string): string => `No machine of the list is named ${id}.`,
  sentence: (model: string, a: string, b: string, ratio: string): string =>
    `${model}: at most ${a}, ${b}: × ${ratio}.`,
  rate: (rate: string, name: string): string => `${rate} per user on ${name}`,
  status: (name: string, status: string): string => `${name} is ${status}.`,
  noRate: (name: string, reason: string): string => `No rate of ${name} can be told. ${reason}`,
  numbers: "In numbers",
  quantity: "Figure",
  times: "Times",
  quantities: {
    memoryBytes: "memory",
    memoryBytesPerSecond: "memory bandwidth",
    denseFlopsPerSecond: "dense peak for these weights",
    ridgeFlopPerByte: "FLOP per byte at its corner",
    prefillTokensPerSecond: "reading 512 tokens, at most",
    decodeTokensPerSecondPerUser: "writing, per user, at most",
    decodeTokensPerSecondPerChip: "writing, per chip, at most",
    decodeTokensPerSecondPerMegawatt: "writing, per megawatt, at most",
    readsTimesFasterThanItWrites: "times faster at reading than at writing",
  } satisfies Readonly<Record<PairQuantity, string>>,
  sum: (value: string, chips: number): string => `${value}, sum of ${chips} chips`,
  copy: "one copy of the model on",
  chips: (chips: number, of: number): string =>
    of > 1 ? `${chips} of ${of} chips` : chips === 1 ? "1 chip" : `${chips} chips`,
  standing: "its rate of writing is",
  shapes: "Their shapes",
  noShape: (name: string): string =>
    `${name} is not drawn: it is a rack, whose sums no single answer sees, or a ceiling is not published.`,
  follows: (name: string): string => `What ${name} follows from, with sources`,
  limits:
    "Bounds hold by physics at published figures, one token at a time; an estimate rests on more, which it names. Nothing here was measured by this site.",
} as const;
