import { cellCount, type LitCells } from "../../analysis/litCells.ts";
import type { CardLayout } from "./cardLayout.ts";

/** One path for each look of a cell, relative to the grid's top left corner. */
export interface CellPaths {
  readonly lit: string;
  /** Within the interval: half of each cell. */
  readonly half: string;
  readonly outline: string;
  /** One stroke across each cell that is published only. */
  readonly hatched: string;
}

type Grid = Pick<CardLayout, "columns" | "rows" | "pitch" | "cell">;

const positionOf = (index: number, { columns, rows, pitch }: Grid): readonly [number, number] => [
  (index % columns) * pitch,
  (rows - 1 - Math.floor(index / columns)) * pitch,
];

const pathOf = (from: number, to: number, draw: (index: number) => string): string =>
  Array.from({ length: Math.max(0, to - from) }, (_, step) => draw(from + step)).join("");

const square = (x: number, y: number, side: number): string =>
  `M${x} ${y}h${side}v${side}h${-side}z`;

/**
 * Cells fill from the bottom row up, so that they read as a level. Undefined: all outlines. Hatched are
 * those from `hatchedFrom` on.
 */
export const cellPaths = (
  grid: Grid,
  cells: LitCells | undefined,
  hatchedFrom = cellCount,
): CellPaths => {
  const { cell } = grid;
  const hatched = pathOf(hatchedFrom, cellCount, (index) => {
    const [x, y] = positionOf(index, grid);
    return `M${x} ${y + cell}l${cell} ${-cell}`;
  });
  const outline = (index: number): string => {
    const [x, y] = positionOf(index, grid);
    return square(x + 0.5, y + 0.5, cell - 1);
  };
  if (!cells) return { lit: "", half: "", outline: pathOf(0, cellCount, outline), hatched };
  const solid = pathOf(0, cells.low, (index) => square(...positionOf(index, grid), cell));
  const half = pathOf(cells.low, cells.high, (index) => {
    const [x, y] = positionOf(index, grid);
    return `M${x} ${y}v${cell}h${cell}z`;
  });
  const [x, y] = positionOf(0, grid);
  const filled = cell * (cells.partOfOne ?? 0);
  const part = filled > 0 ? `M${x} ${y + cell}v${-filled}h${cell}v${filled}z` : "";
  return { lit: solid + part, half, outline: pathOf(cells.low, cellCount, outline), hatched };
};
