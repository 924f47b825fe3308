import type { TemplateResult } from "lit";
import { pairQuantities, type Pair, type PairQuantity } from "../projection/comparePair.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatFlopsPerSecond,
  formatIntensity,
  formatRatio,
  formatTokensPerSecond,
} from "../report/format.ts";
import { notPublishedText } from "../report/projectionWords.ts";
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

const shown = (value: number | undefined, quantity: PairQuantity): string =>
  value === undefined ? notPublishedText : formats[quantity](value);

/** Every quantity of both machines, and how many times the first has of the second's. */
export const pairTable = (
  { a, b, ratios }: Pair,
  [nameOfA, nameOfB]: readonly [string, string],
): TemplateResult =>
  valueTable(
    [words.quantity, nameOfA, nameOfB, words.times],
    pairQuantities.map((quantity) => {
      const ratio = ratios[quantity];
      return [
        words.quantities[quantity],
        shown(a.values[quantity], quantity),
        shown(b.values[quantity], quantity),
        ratio === undefined ? "" : `× ${formatRatio(ratio)}`,
      ];
    }),
  );
