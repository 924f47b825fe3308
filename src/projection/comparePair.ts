import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { chipOf, densePeak } from "./chip.ts";
import type { Prompt } from "./prefillWork.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import { projectPrefill, type PrefillProjection } from "./projectPrefill.ts";
import type { Setup } from "./setup.ts";
import type { Unavailable } from "./unavailable.ts";

/** What two machines are compared by, in the order in which it is shown. */
export const pairQuantities = [
  "memoryBytes",
  "memoryBytesPerSecond",
  "denseFlopsPerSecond",
  "ridgeFlopPerByte",
  "prefillTokensPerSecond",
  "decodeTokensPerSecondPerUser",
  "decodeTokensPerSecondPerChip",
  "decodeTokensPerSecondPerMegawatt",
  "readsTimesFasterThanItWrites",
] as const;
export type PairQuantity = (typeof pairQuantities)[number];

/** One machine's side of a comparison; a quantity that is not published is absent. */
export interface PairSide {
  readonly profile: AcceleratorProfile;
  readonly decode: DecodeProjection | Unavailable;
  readonly prefill: PrefillProjection | Unavailable;
  readonly values: Readonly<Partial<Record<PairQuantity, number>>>;
}

export interface Pair {
  readonly a: PairSide;
  readonly b: PairSide;
  /** a's value divided by b's where both have one. */
  readonly ratios: Readonly<Partial<Record<PairQuantity, number>>>;
}

const known = (values: Readonly<Record<PairQuantity, number | undefined>>): PairSide["values"] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const sideOf = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
  prompt: Prompt,
): PairSide => {
  const decode = projectDecode(profile, model, setup);
  const prefill = projectPrefill(profile, model, setup, prompt);
  const { perSystem, memoryBytesPerSecond: bandwidth } = chipOf(profile);
  const peak = densePeak(chipOf(profile), setup.storage.matrices)?.flopsPerSecond;
  const rates = decode.status === "projected" ? decode.rates : undefined;
  const reading = prefill.status === "projected" ? prefill.tokensPerSecond : undefined;
  return {
    profile,
    decode,
    prefill,
    values: known({
      memoryBytes: profile.memoryBytes?.value,
      memoryBytesPerSecond: profile.memoryBytesPerSecond?.value,
      denseFlopsPerSecond: peak && peak * perSystem,
      ridgeFlopPerByte: peak && bandwidth && peak / bandwidth,
      prefillTokensPerSecond: reading,
      decodeTokensPerSecondPerUser: rates?.perUser,
      decodeTokensPerSecondPerChip: rates?.perChip,
      decodeTokensPerSecondPerMegawatt: rates?.perMegawatt,
      readsTimesFasterThanItWrites: reading && rates && reading / rates.perUser,
    }),
  };
};

/** Two machines for one model and setup, side by side. */
export const comparePair = (
  [a, b]: readonly [AcceleratorProfile, AcceleratorProfile],
  model: ReferenceModel,
  setup: Setup,
  prompt: Prompt,
): Pair => {
  const sides = { a: sideOf(a, model, setup, prompt), b: sideOf(b, model, setup, prompt) };
  const ratios = pairQuantities.flatMap((quantity) => {
    const [ofA, ofB] = [sides.a.values[quantity], sides.b.values[quantity]];
    return ofA === undefined || ofB === undefined ? [] : [[quantity, ofA / ofB] as const];
  });
  return { ...sides, ratios: Object.fromEntries(ratios) };
};

const between = "-vs-";

/** Name of a pair's own page: `nvidia-h100-sxm-vs-apple-m4-max`. */
export const pairName = (a: string, b: string): string => `${a}${between}${b}`;

/** The two ids of a pair's name; undefined where it is none. */
export const pairOfName = (name: string): readonly [string, string] | undefined => {
  const [a, b, ...more] = name.split(between);
  return a && b && more.length === 0 ? [a, b] : undefined;
};
