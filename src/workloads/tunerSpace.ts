import type { SuiteName } from "../domain/options.ts";
import type { Fraction, Seconds } from "../domain/units.ts";

/**
 * What the tuner may spend on all operations of a run together, compiling and proving included; 0: each
 * kernel's default is taken untried. The points of its space are the kernels' variants: each is a shader
 * with its tile, rows, lanes and unroll, so they stand beside their sources.
 */
export const tunerSeconds: Readonly<Record<SuiteName, Seconds>> = { smoke: 0, quick: 15, full: 90 };

/** How the tuner compares variants. */
export interface TunerRules {
  /** Of each variant that is left, before the slower half goes. */
  readonly samplesPerRound: number;
  readonly sampleSeconds: Seconds;
  /** The clock's step as a share of a sample. */
  readonly maximumQuantisation: Fraction;
  /** Fresh samples of the fastest and of the default, as far as there is time; a round's in any case. */
  readonly finalSamples: number;
  /** A variant that is faster than the default by less than this is not worth leaving it for. */
  readonly leastGain: Fraction;
  /** Of an operation's time, for compiling and preparing variants; the rest is for timing them. */
  readonly shareForEntry: Fraction;
}

export const tunerRules: TunerRules = {
  samplesPerRound: 3,
  sampleSeconds: 0.005,
  maximumQuantisation: 0.03,
  finalSamples: 9,
  leastGain: 0.02,
  shareForEntry: 0.6,
};
