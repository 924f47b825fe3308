/** Pixels of the two panels at one width. */
export interface CardLayout {
  readonly width: number;
  readonly columns: number;
  readonly rows: number;
  /** From one cell to the next. */
  readonly pitch: number;
  /** Side of a cell. */
  readonly cell: number;
  readonly panelWidth: number;
  readonly gridHeight: number;
  /** Left edges of the reading and the writing panel. */
  readonly panels: readonly [number, number];
  /** Headings take two lines and captions a line of their own: both panels alike. */
  readonly isNarrow: boolean;
}

/** Below this a panel's heading does not fit one line. */
const narrowPanel = 330;
/** From this width on, that of a 600 px window less its gutters, the grid lies on its side. */
const landscapeFrom = 530;

/** A grid of 40 by 25 cells, upright on phones, as large as whole pixels allow. */
export const cardLayout = (width: number): CardLayout => {
  const isLandscape = width >= landscapeFrom;
  const [columns, rows] = isLandscape ? [40, 25] : [25, 40];
  const gap = isLandscape ? 48 : 28;
  const pitch = Math.max(3, Math.floor((width - gap) / (2 * columns)));
  const cell = pitch - (pitch >= 10 ? 2 : 1);
  const panelWidth = columns * pitch - (pitch - cell);
  return {
    width,
    columns,
    rows,
    pitch,
    cell,
    panelWidth,
    gridHeight: rows * pitch - (pitch - cell),
    panels: [0, Math.max(panelWidth + 8, width - panelWidth)],
    isNarrow: panelWidth < narrowPanel,
  };
};
