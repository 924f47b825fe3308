import type { FlopsPerSecond, Fraction } from "../domain/units.ts";
import { cellCount } from "./litCells.ts";
import type { PhaseFigures, Wall } from "./wall.ts";

/** The picture with a published peak as its whole. */
export interface WholeChip {
  readonly wall: Wall;
  /** The first cell beyond this run's own peak: from here on everything is published, not measured. */
  readonly hatchedFrom: number;
}

const scaled = (figures: PhaseFigures, factor: Fraction): PhaseFigures => {
  if (figures.status === "unknown" || figures.arithmetic === undefined) return figures;
  const { median, low, high } = figures.arithmetic;
  return {
    ...figures,
    arithmetic: { median: median * factor, low: low * factor, high: high * factor },
  };
};

/** Undefined where this run has no peak, or one that the published peak does not exceed. */
export const wholeChip = (wall: Wall, published: FlopsPerSecond): WholeChip | undefined => {
  const { peak } = wall;
  if (peak === undefined || published <= peak.flopsPerSecond) return undefined;
  const factor = peak.flopsPerSecond / published;
  return {
    wall: {
      ...wall,
      reading: scaled(wall.reading, factor),
      writing: scaled(wall.writing, factor),
    },
    hatchedFrom: Math.round(cellCount * factor),
  };
};
