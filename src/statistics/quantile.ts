/** A copy in ascending order. */
export const ascending = (samples: readonly number[]): readonly number[] =>
  samples.toSorted((a, b) => a - b);

/** Linear between neighbours; of values in ascending order; undefined where there are none. */
export const quantileOfSorted = (sorted: readonly number[], share: number): number | undefined => {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (position - Math.floor(position));
};

/** The middle value, or the mean of the two; undefined of none. */
export const median = (samples: readonly number[]): number | undefined =>
  quantileOfSorted(ascending(samples), 0.5);
