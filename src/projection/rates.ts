import type { Seconds, TokensPerSecond } from "../domain/units.ts";
import type { Deployment } from "./deployment.ts";

/** Output tokens per second, divided in the four ways in which they are quoted. */
export interface Rates {
  readonly perUser: TokensPerSecond;
  /** Of the systems that hold a copy, all copies in them counted. */
  readonly perSystem: TokensPerSecond;
  /** Of the chips that hold one copy. */
  readonly perChip: TokensPerSecond;
  /** Of all-in power; undefined where that is not published. */
  readonly perMegawatt?: TokensPerSecond;
}

export const wattsPerMegawatt = 1e6;

/** Rates of a step in which each of `users` on a copy gets one token. */
export const ratesOf = (
  { chip, chips, copies }: Deployment,
  users: number,
  secondsPerStep: Seconds,
): Rates => {
  const perCopy = users / secondsPerStep;
  const perChip = perCopy / chips;
  return {
    perUser: 1 / secondsPerStep,
    perSystem: copies * perCopy,
    perChip,
    ...(chip.allInWatts !== undefined && {
      perMegawatt: (perChip / chip.allInWatts) * wattsPerMegawatt,
    }),
  };
};
