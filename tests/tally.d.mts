export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}
export const vitestTally: (report: unknown) => Tally;
export const playwrightTally: (report: unknown) => Tally;
export const withExit: (tally: Tally, code: number | null) => Tally;
export const sumOfTallies: (tallies: readonly Tally[]) => Tally;
