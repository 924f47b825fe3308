import { shortfalls } from "../projection/shortfall.ts";
import { formatPercent } from "./format.ts";

/** How far real software falls short of memory's bound: stands wherever bounds are shown. */
export const shortfallText = (): string => {
  const [first = "", ...more] = shortfalls.map(
    ({ machine, fraction }) => `${formatPercent(fraction)} of it on an ${machine}`,
  );
  return `Real software falls short of what memory allows: in stock bf16 ${[first, ...more].join(", ")} (${shortfalls[0]?.source}).`;
};
