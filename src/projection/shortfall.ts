import type { Fraction } from "../domain/units.ts";

/** How much of what memory allows real software reached, as somebody else measured it. */
export interface Shortfall {
  readonly machine: string;
  readonly software: string;
  /** Of the least time that fetching the weights takes. */
  readonly fraction: Fraction;
  readonly source: string;
  readonly url: string;
}

const source = { source: "arXiv 2605.30571", url: "https://arxiv.org/abs/2605.30571" };

/** Bounds are not what anybody gets: these stand beside them wherever they are shown. */
export const shortfalls: readonly Shortfall[] = [
  { machine: "H100", software: "stock bf16", fraction: 0.27, ...source },
  { machine: "L4", software: "stock bf16", fraction: 0.81, ...source },
];
