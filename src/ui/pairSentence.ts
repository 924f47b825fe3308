import type { Pair } from "../projection/comparePair.ts";
import { formatRatio, formatSignificant, formatTokensPerSecond } from "../report/format.ts";
import { unavailableText } from "../report/projectionWords.ts";
import { compareWords as words } from "./compareWords.ts";

/** How fast two machines write at most and how many times apart, or why that cannot be told. */
export const pairSentence = (
  { a, b, ratios }: Pair,
  model: string,
  [nameOfA, nameOfB]: readonly [string, string],
): string => {
  if (a.decode.status !== "projected") return words.noRate(nameOfA, unavailableText(a.decode));
  if (b.decode.status !== "projected") return words.noRate(nameOfB, unavailableText(b.decode));
  return words.sentence(
    model,
    words.rate(formatTokensPerSecond(a.decode.rates.perUser), nameOfA),
    `${formatSignificant(b.decode.rates.perUser)} on ${nameOfB}`,
    formatRatio(ratios.decodeTokensPerSecondPerUser),
  );
};
