import type { Fraction } from "../domain/units.ts";

/** A share with its 95% interval. */
export interface Share {
  readonly median: Fraction;
  readonly low: Fraction;
  readonly high: Fraction;
}

/** The picture's whole: one cell is a thousandth of the peak. */
export const cellCount = 1000;

/** Cells to fill for a share: whole ones, the interval's, and below one cell its true area. */
export interface LitCells {
  readonly lit: number;
  readonly low: number;
  readonly high: number;
  /** Part of the single cell, where the share is under one cell. */
  readonly partOfOne: Fraction | undefined;
}

const wholeCells = (share: Fraction): number =>
  Math.min(cellCount, Math.max(0, Math.round(share * cellCount)));

export const litCells = ({ median, low, high }: Share): LitCells =>
  median * cellCount < 1
    ? { lit: 0, low: 0, high: 0, partOfOne: median * cellCount }
    : {
        lit: wholeCells(median),
        low: wholeCells(low),
        high: wholeCells(high),
        partOfOne: undefined,
      };
