/**
 * How much each sample resembles the one before: -1 to 1, about 0 where they are independent. 0 where
 * all are equal, or where there are too few to say.
 */
export const lagOneAutocorrelation = (samples: readonly number[]): number => {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const deviations = samples.map((sample) => sample - mean);
  const variance = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  if (samples.length < 3 || !(variance > 0)) return 0;
  const covariance = deviations
    .slice(1)
    .reduce((sum, deviation, index) => sum + deviation * (deviations[index] ?? 0), 0);
  return covariance / variance;
};

/** Samples that resemble their neighbours more than this are called correlated. */
export const correlatedAbove = 0.3;

/**
 * Correlated samples say less than as many independent ones: the variance of their mean is larger by
 * (1+ρ)/(1-ρ), where each depends on the last alone. Negative ρ would narrow the interval; it is
 * often chance, so it does not.
 */
export const wideningFor = (lagOne: number): number => {
  const rho = Math.min(0.95, Math.max(0, lagOne));
  return Math.sqrt((1 + rho) / (1 - rho));
};
