import type { Fraction, Seconds } from "../domain/units.ts";
import { passLimits, type PassLimits } from "./passSizes.ts";
import type { WarmUpOptions } from "./warmUp.ts";

/** How long and how exactly one piece of work is timed. */
export interface SamplerOptions extends WarmUpOptions {
  /** At least so many samples; 6 or more. */
  readonly minimumSamples: number;
  /** At least so much GPU time in all samples. */
  readonly minimumSeconds: Seconds;
  /** Of samples and waits together; after it the samples at hand count, and may be noisy. */
  readonly budgetSeconds: Seconds;
  /** Work that would need longer than this for its fewest samples is refused. */
  readonly maximumSeconds: Seconds;
  /** The clock's step as a share of a sample. */
  readonly maximumQuantisation: Fraction;
  /** Half the interval's width, as a share of the median, at which sampling ends. */
  readonly targetHalfWidth: Fraction;
  readonly passLimits: PassLimits;
}

const full: SamplerOptions = {
  minimumSamples: 10,
  minimumSeconds: 0.2,
  budgetSeconds: 4,
  maximumSeconds: 60,
  maximumQuantisation: 0.01,
  targetHalfWidth: 0.02,
  warmUpSeconds: 2,
  warmUpTolerance: 0.01,
  passLimits,
};

const quick: SamplerOptions = {
  ...full,
  maximumQuantisation: 0.03,
  budgetSeconds: 0.8,
  maximumSeconds: 10,
  warmUpSeconds: 0.5,
};

/** Samples there swing by 7%: more of them would cost much and never come within 2%. */
const software: SamplerOptions = {
  ...quick,
  minimumSamples: 6,
  budgetSeconds: 0.25,
  warmUpSeconds: 0.1,
  warmUpTolerance: 0.05,
};

/** How each suite times; `software` for software adapters in any suite. */
export const samplerPresets = { full, quick, software } as const;
