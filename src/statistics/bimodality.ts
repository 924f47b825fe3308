import { ascending, median } from "./quantile.ts";

/** Fewer samples than this cannot tell two modes from chance. */
const fewestSamples = 10;
/** Each mode has at least this share of the samples. */
const smallestShare = 0.25;
/** Modes closer together than this share of the median do not matter. */
const smallestDistance = 0.02;

/**
 * The split in two explains this much of the variance at least. The best split of a normal
 * distribution explains 2/π = 0.64 and of a uniform one 0.75; of n samples more by chance. At 0.8 + 1/n
 * it is 1.2% of normal sets of 10, 0.5% of 20 and none of 40 or more that are flagged (by simulation).
 */
const explainedByTwo = (count: number): number => 0.8 + 1 / count;

/** Whether the samples fall into two groups rather than around one value. */
export const isBimodal = (samples: readonly number[]): boolean => {
  const sorted = ascending(samples);
  const count = sorted.length;
  const middle = median(samples);
  if (count < fewestSamples || middle === undefined) return false;
  const total = sorted.reduce((sum, sample) => sum + sample, 0);
  const variance = sorted.reduce((sum, sample) => sum + (sample - total / count) ** 2, 0);
  const smallest = Math.ceil(smallestShare * count);
  let below = 0;
  return sorted.some((sample, index) => {
    below += sample;
    const size = index + 1;
    if (size < smallest || count - size < smallest) return false;
    const distance = (total - below) / (count - size) - below / size;
    const between = ((size * (count - size)) / count) * distance ** 2;
    return distance > smallestDistance * middle && between > explainedByTwo(count) * variance;
  });
};
