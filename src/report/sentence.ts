import type { Confidence } from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import { wallOf, type Wall, type WallRatio } from "../analysis/wall.ts";
import type { WallInput } from "../analysis/wallRows.ts";
import { formatCount, formatRatio } from "./format.ts";
import { busyText, deviceName, fetchText, launchText, settingText, speedText } from "./phrases.ts";

/** What a sentence is written about: a whole result, or a run so far (`isRunning`). */
export interface SentenceInput extends WallInput {
  readonly confidence?: Confidence;
  readonly partial?: boolean;
}

export interface SentenceOptions {
  /** A model's name for its id; without it the id is shown. */
  readonly modelName?: (id: string) => string;
  /** Memory that the visitor says the device has. */
  readonly statedMemoryBytes?: Bytes;
  /** The result comes from a file or a link, so that it is not of the reader's own browser. */
  readonly isClaimed?: boolean;
}

export const sentenceKinds = [
  "wall",
  "would",
  "no-wall",
  "other-limit",
  "software",
  "invalid",
  "incomplete",
  "provisional",
] as const;
export type SentenceKind = (typeof sentenceKinds)[number];

/** The page's one statement about a result. */
export interface Sentence {
  readonly kind: SentenceKind;
  readonly headline: string;
  /** The paragraph below; may be empty. */
  readonly detail: string;
  /** Whether R stands in it, so that a card may be shared. */
  readonly hasRatio: boolean;
}

/** Below this share of the memory ceiling, memory is not what limits writing. */
const memoryBoundFrom = 0.7;
/** From this share of the peak on, arithmetic is not idle. */
const arithmeticBusyFrom = 0.25;
const wallFrom = 3;

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

/** The sentence about a result or a run so far, with every reason not to claim a wall. */
export const sentenceOf = (input: SentenceInput, options: SentenceOptions = {}): Sentence => {
  const wall = wallOf(input);
  if (wall.ratio.status === "unknown" && wall.ratio.reason === "software")
    return software(input, options);
  if (input.confidence?.level === "invalid") return invalid(input.confidence);
  if (wall.ratio.status === "unknown") return withoutRatio(input, wall, options);
  return withRatio(input, wall, wall.ratio, options);
};

const software = (
  { kernels, decode, prefill }: SentenceInput,
  { isClaimed = false }: SentenceOptions,
): Sentence => {
  const proofs = [...kernels, ...decode, ...prefill].map(({ verification }) => verification.status);
  const failed = proofs.filter((status) => status === "failed").length;
  const gpu = isClaimed ? "a GPU" : "your GPU";
  return {
    kind: "software",
    headline: isClaimed
      ? "This was measured on a processor."
      : "Your browser is using the processor.",
    detail:
      failed > 0
        ? `${failed} of ${proofs.length} checks failed, and this says nothing about ${gpu}.`
        : proofs.length > 0
          ? `This proves the kernels right and says nothing about ${gpu}.`
          : `This will say nothing about ${gpu}.`,
    hasRatio: false,
  };
};

const invalid = ({ reasons }: Confidence): Sentence => ({
  kind: "invalid",
  headline: "This run contradicts itself, so it claims nothing.",
  detail: reasons.join(" "),
  hasRatio: false,
});

/** Why a finished run has no R. */
const gapText = ({ ratio, reading, writing }: Wall): string => {
  if (ratio.status === "unknown" && ratio.reason === "failed")
    return "A kernel gave wrong results, so there is nothing to compare.";
  if (reading.status === "unknown" && writing.status === "unknown")
    return "Neither reading nor writing was measured.";
  if (reading.status === "unknown") return "Writing is measured, reading is not.";
  if (writing.status === "unknown") return "Reading is measured, writing is not.";
  return reading.model === writing.model
    ? `Reading was measured on ${formatCount(reading.tokens)} tokens only, so there is no ratio.`
    : "Reading and writing were measured of different models, so there is no ratio.";
};

const withoutRatio = (input: SentenceInput, wall: Wall, options: SentenceOptions): Sentence => {
  const decode = wall.writing.status === "known" ? wall.writing.row : undefined;
  const speed = decode ? speedText(decode, options) : "";
  if (input.isRunning) {
    const device = deviceName(input);
    return {
      kind: "provisional",
      headline: decode
        ? `For each token this ${device} fetches ${fetchText(decode)}.`
        : `Measuring this ${device}.`,
      detail: decode ? join("So far:", busyText(wall), speed) : "",
      hasRatio: false,
    };
  }
  return {
    kind: "incomplete",
    headline: gapText(wall),
    detail: join(
      decode ? `For each token it fetches ${fetchText(decode)}: ${busyText(wall)}` : "",
      speed,
      settingText(input, wall),
    ),
    hasRatio: false,
  };
};

const withRatio = (
  input: SentenceInput,
  wall: Wall,
  ratio: WallRatio,
  options: SentenceOptions,
): Sentence => {
  const { decode } = ratio;
  const device = deviceName(input);
  const times = formatRatio(ratio.median);
  const facts = join(
    `For each token it fetches ${fetchText(decode)}: ${busyText(wall)}`,
    speedText(decode, options),
    settingText(input, wall),
  );
  const busy = wall.writing.status === "known" ? wall.writing : undefined;
  const isCached = decode.residency === "cache";
  if (isCached || (busy?.memory !== undefined && busy.memory < memoryBoundFrom)) {
    const limit = isCached ? ": the weights stay in the cache" : launchText(decode, input.ceilings);
    return {
      kind: "other-limit",
      headline: `Something other than memory holds writing back${limit}.`,
      detail: facts,
      hasRatio: false,
    };
  }
  if (
    ratio.median < wallFrom ||
    (busy?.arithmetic && busy.arithmetic.median >= arithmeticBusyFrom)
  ) {
    return {
      kind: "no-wall",
      headline: "No wall at this setting.",
      detail: join(`This ${device} reads ${times} times as fast as it writes.`, facts),
      hasRatio: true,
    };
  }
  const stated = options.statedMemoryBytes;
  if (stated !== undefined && decode.bytesPerStep > stated) {
    return {
      kind: "would",
      headline: `This ${device} would read a prompt ${times} times faster than it writes the answer, if the model fitted.`,
      detail: join(
        `The model takes ${fetchText(decode)}, more than the ${fetchText({ bytesPerStep: stated })} stated.`,
        facts,
      ),
      hasRatio: true,
    };
  }
  return {
    kind: "wall",
    headline: `This ${device} reads a prompt ${times} times faster than it writes the answer.`,
    detail: facts,
    hasRatio: true,
  };
};
