import type { TemplateResult } from "lit";
import {
  pairQuantities,
  type Pair,
  type PairQuantity,
  type PairSide,
} from "../projection/comparePair.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatFlopsPerSecond,
  formatIntensity,
  formatRatio,
  formatTokensPerSecond,
} from "../report/format.ts";
import { notPublishedText, standingText } from "../report/projectionWords.ts";
import { compareWords as words } from "./compareWords.ts";
import { valueTable } from "./valueTable.ts";

const formats: Readonly<Record<PairQuantity, (value: number) => string>> = {
  memoryBytes: formatBytes,
  memoryBytesPerSecond: formatBytesPerSecond,
  denseFlopsPerSecond: formatFlopsPerSecond,
  ridgeFlopPerByte: formatIntensity,
  prefillTokensPerSecond: formatTokensPerSecond,
  decodeTokensPerSecondPerUser: formatTokensPerSecond,
  decodeTokensPerSecondPerChip: formatTokensPerSecond,
  decodeTokensPerSecondPerMegawatt: formatTokensPerSecond,
  readsTimesFasterThanItWrites: formatRatio,
};

/** Of a rack these are sums, which no single answer sees. */
const summed: readonly PairQuantity[] = [
  "memoryBytes",
  "memoryBytesPerSecond",
  "denseFlopsPerSecond",
];

const shown = ({ values, profile }: PairSide, quantity: PairQuantity): string => {
  const value = values[quantity];
  if (value === undefined) return notPublishedText;
  const { count } = profile.chips;
  const text = formats[quantity](value);
  return count > 1 && summed.includes(quantity) ? words.sum(text, count) : text;
};

const copyText = ({ decode }: PairSide): string => {
  if (decode.status !== "projected") return "";
  const { chips, chip } = decode.deployment;
  return words.chips(chips, chip.perSystem);
};

const standing = ({ decode }: PairSide): string =>
  decode.status === "projected" ? standingText(decode.standing) : "";

/** Every quantity of both machines, and how many times the first has of the second's. */
export const pairTable = (
  { a, b, ratios }: Pair,
  [nameOfA, nameOfB]: readonly [string, string],
): TemplateResult =>
  valueTable(
    [words.quantity, nameOfA, nameOfB, words.times],
    [
      ...pairQuantities.map((quantity) => {
        const ratio = ratios[quantity];
        return [
          words.quantities[quantity],
          shown(a, quantity),
          shown(b, quantity),
          ratio === undefined ? "" : `× ${formatRatio(ratio)}`,
        ];
      }),
      [words.copy, copyText(a), copyText(b), ""],
      [words.standing, standing(a), standing(b), ""],
    ],
  );
