import { seededUniform } from "../../../src/statistics/seededUniform.ts";

/** What shared machines do to times, each with the given spread of the logarithm as a whole. */
export const gateNoises = ["even", "wandering", "drift", "steps", "spikes"] as const;
export type GateNoise = (typeof gateNoises)[number];

const normalFrom = (random: () => number): (() => number) => {
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
};

/** The lag-1 correlation of a machine whose speed wanders. */
const wandering = 0.7;
/** Of the variance, what is left even where another cause has the rest. */
const evenShare = Math.SQRT1_2;

/**
 * Deviations of ln time, one a visit or run, endless. `length` is how many a series has, over which a drift
 * goes on.
 */
export const gateNoise = (
  noise: GateNoise,
  spread: number,
  length: number,
  seed: number,
  visitsPerStep = 40,
): (() => number) => {
  const random = seededUniform(seed);
  const normal = normalFrom(random);
  let index = 0;
  let state = normal();
  let level = random() < 0.5 ? -1 : 1;
  const direction = random() < 0.5 ? -1 : 1;
  const next: Readonly<Record<GateNoise, () => number>> = {
    even: normal,
    wandering: () => {
      state = wandering * state + Math.sqrt(1 - wandering ** 2) * normal();
      return state;
    },
    // A ramp from -√1.5 to √1.5 has a variance of one half.
    drift: () =>
      evenShare * normal() +
      direction * Math.sqrt(1.5) * ((2 * index) / Math.max(1, length - 1) - 1),
    steps: () => {
      if (random() < 1 / visitsPerStep) level = -level;
      return evenShare * (normal() + level);
    },
    // One in 25 is slower by an exponential amount, whose variance is one half of all.
    spikes: () => evenShare * normal() + (random() < 0.04 ? -2.53 * Math.log(random()) : 0),
  };
  return () => {
    const value = spread * next[noise]();
    index += 1;
    return value;
  };
};
