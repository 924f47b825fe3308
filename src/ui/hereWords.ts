import type { RateKey } from "../projection/interactivity.ts";
import type { LadderStanding } from "./ladderLines.ts";

/** Words of the ladder of machines, with the visitor among them. */
export const hereWords = {
  keys: {
    perUser: "per user",
    perChip: "per chip",
    perSystem: "per system",
    perMegawatt: "per megawatt",
  } satisfies Readonly<Record<RateKey, string>>,
  sort: "Sort by tokens/s",
  hidden: (names: string, fewest: number): string =>
    `Not offered: ${names}. Fewer than ${fewest} machines publish what it takes.`,
  against: "× against",
  you: "You",
  recorded: "RECORDED",
  legend: {
    measured: "measured here",
    "own-ceilings": "allowed by your run's own ceilings",
    bound: "bound: at most, by published figures",
    estimate: "estimate: rests on more than figures",
    published: "measured and published by others",
  } satisfies Readonly<Record<LadderStanding | "published", string>>,
  standings: {
    measured: "measured",
    "own-ceilings": "at most",
    bound: "at most",
    estimate: "about at most",
  } satisfies Readonly<Record<LadderStanding, string>>,
  unit: (key: string): string => `tokens/s ${key}`,
  times: (ratio: string): string => `× ${ratio}`,
  baseline: "× 1",
  chips: (chips: number, of: number): string =>
    of > 1 ? `${chips} of ${of} chips` : chips === 1 ? "1 chip" : `${chips} chips`,
  racks: (systems: string, chips: string): string => `${systems} systems, ${chips} chips`,
  all: (count: number): string => `Show all ${count} machines`,
  few: "Show four machines",
  leftOut: (count: number): string => `${count} machines left out, and why`,
  evidence:
    "Output tokens, one token at a time: drafts (speculative decoding) and fewer bits go past a bound. Only filled and outlined marks are evidence.",
  tooLong: (model: string, tokens: string): string =>
    `${model} is published for at most ${tokens} tokens of context.`,
  asOf: "Figures as published, looked up",
  run: "Not measured, run?",
  yourRun:
    "Your own run: its clock, its samples and its proofs are told further down, under “Can I believe this?”.",
  recording: "A recording of another machine, not yours.",
} as const;

/** Words of what a machine's rates rest on. */
export const factsWords = {
  writing: "Writing",
  reading: "Reading",
  wholeRack: (chips: string): string => `Writing on all ${chips} chips`,
  terms: ["Term", "Value", "Follows from"],
  inputsHeading: "Figures it rests on",
  inputs: ["Figure", "Value", "Trust", "Source"],
  measuredHeading: "Measured by others",
  measured: ["How", "Rate for one user", "Trust", "Source"],
  unstated: "weights not stated",
  speculative: "with a draft model",
  toSource: (low: string, high: string): string => `${low} to ${high} by source`,
  assumed: "assumed here",
} as const;
