import type { Fraction, Seconds } from "../domain/units.ts";
import { passLimits, type PassLimits } from "./passSizes.ts";

/** How long and how exactly one piece of work is timed. */
export interface SamplerOptions {
  /** At least so many samples, 6 or more. */
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
  /** Warm-up ends after this at the latest. */
  readonly warmUpSeconds: Seconds;
  /** A warm-up block that is faster by no more than this has stopped improving. */
  readonly warmUpTolerance: Fraction;
  readonly passLimits: PassLimits;
}

const fullSampling: SamplerOptions = {
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

/** How the suites time. `software` swings by 7% a sample and would never settle to 2%. */
export const samplerPresets = {
  full: fullSampling,
  quick: { ...fullSampling, maximumQuantisation: 0.03, budgetSeconds: 0.8, warmUpSeconds: 0.5 },
  software: {
    ...fullSampling,
    minimumSamples: 6,
    maximumQuantisation: 0.03,
    budgetSeconds: 0.3,
    warmUpSeconds: 0.1,
    warmUpTolerance: 0.05,
  },
} as const satisfies Readonly<Record<string, SamplerOptions>>;
