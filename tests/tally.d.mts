/** A test that was not shown to hold, and what its runner said. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}
export interface Tally {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}
export const vitestTally: (report: unknown) => Tally;
export const playwrightTally: (report: unknown) => Tally;
export const withExit: (tally: Tally, runner: string, code: number | null) => Tally;
export const sumOfTallies: (tallies: readonly Tally[]) => Tally;
export const failureOf: (name: string, message: string) => Tally;
