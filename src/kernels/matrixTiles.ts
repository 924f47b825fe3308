/** How a matrix product is cut for the matrix unit: sizes in rows and columns of C, depths along k. */
export interface MatrixTile {
  /** Subgroups of a workgroup, one beside the other and one below the other. */
  readonly subgroupRows: number;
  readonly subgroupColumns: number;
  /** Of C, that a subgroup owns: its results stay in registers. */
  readonly rows: number;
  readonly columns: number;
  /** Of a step along k, in 16-bit components; bytes go twice as deep. */
  readonly depth: number;
  /** Rows of tiles whose columns run one after the other, for the last-level cache. */
  readonly band: number;
}

/** The default first, the smallest last. */
export type MatrixTiles = readonly [MatrixTile, ...MatrixTile[]];

/**
 * The tuner's space, the default first. 64 × 64 results a subgroup fetch least from workgroup memory; smaller
 * ones leave registers for more subgroups. The last are for units of 8 × 8 and for prompts of few tokens.
 */
export const matrixTiles: MatrixTiles = [
  { subgroupRows: 2, subgroupColumns: 2, rows: 64, columns: 64, depth: 32, band: 8 },
  { subgroupRows: 2, subgroupColumns: 4, rows: 64, columns: 64, depth: 32, band: 8 },
  { subgroupRows: 4, subgroupColumns: 2, rows: 64, columns: 64, depth: 32, band: 8 },
  { subgroupRows: 2, subgroupColumns: 4, rows: 64, columns: 32, depth: 32, band: 8 },
  { subgroupRows: 2, subgroupColumns: 2, rows: 64, columns: 64, depth: 16, band: 8 },
  { subgroupRows: 2, subgroupColumns: 4, rows: 64, columns: 64, depth: 16, band: 8 },
  { subgroupRows: 2, subgroupColumns: 2, rows: 64, columns: 64, depth: 32, band: 1 },
  { subgroupRows: 2, subgroupColumns: 2, rows: 32, columns: 64, depth: 32, band: 8 },
  { subgroupRows: 2, subgroupColumns: 2, rows: 32, columns: 32, depth: 32, band: 8 },
  { subgroupRows: 2, subgroupColumns: 2, rows: 16, columns: 32, depth: 32, band: 8 },
];
