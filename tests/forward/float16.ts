const largest = 65504;

/** The nearest value of binary16, ties to even; past the largest by half a step: infinite. */
export const roundToF16 = (value: number): number => {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || !Number.isFinite(value)) return value;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)));
  const step = 2 ** (exponent - 10);
  const steps = magnitude / step;
  const below = Math.floor(steps);
  const rest = steps - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 === 1);
  const rounded = (below + (up ? 1 : 0)) * step;
  return Math.sign(value) * (rounded > largest ? Infinity : rounded);
};
