/**
 * How many samples there are when the interval is next looked at: the minimum, then 10, 20, 40 …
 * Looking after every sample would stop at each interval that is narrow by chance.
 */
export const nextLook = (taken: number, minimumSamples: number): number => {
  if (taken < minimumSamples) return minimumSamples;
  let look = 10;
  while (look <= taken) look *= 2;
  return look;
};
