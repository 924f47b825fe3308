import type { Interval } from "../domain/interval.ts";
import type { Seconds } from "../domain/units.ts";

/** The same work through L, 2L and 3L layers. */
export interface LayerMeasurements {
  /** L. */
  readonly layers: number;
  readonly once: Interval;
  readonly twice: Interval;
  readonly thrice: Interval;
}

export type LayerLine =
  | {
      readonly status: "line";
      /** Seconds of all `layersInAll` layers with what does not depend on them. */
      readonly total: Interval;
      /** Seconds a layer adds. */
      readonly slope: Omit<Interval, "samples">;
      /** Seconds of everything else: head, embedding, starts and ends. */
      readonly fixedSeconds: Seconds;
    }
  | { readonly status: "not-on-the-line"; readonly message: string };

/** Farther off than this share is not on the line, if it is beyond doubt. */
const farthestOff = 0.03;

type Bounds = Omit<Interval, "samples">;

/** a·x + b·y of independent measurements: their uncertainties add in squares, each side for itself. */
const combine = (a: number, x: Bounds, b: number, y: Bounds): Bounds => {
  const below = (factor: number, { median, low, high }: Bounds): number =>
    factor * (factor > 0 ? median - low : median - high);
  const above = (factor: number, { median, low, high }: Bounds): number =>
    factor * (factor > 0 ? high - median : low - median);
  const median = a * x.median + b * y.median;
  return {
    median,
    low: median - Math.hypot(below(a, x), below(b, y)),
    high: median + Math.hypot(above(a, x), above(b, y)),
  };
};

const pairs = (a: number, x: Interval, b: number, y: Interval): readonly number[] =>
  x.samples
    .slice(0, y.samples.length)
    .map((sample, index) => a * sample + b * (y.samples[index] ?? y.median));

/** total = fixed + layers × slope, from L and 2L; refused where 3L does not lie on that line. */
export const layerLine = (
  { layers, once, twice, thrice }: LayerMeasurements,
  layersInAll: number,
): LayerLine => {
  const predicted = combine(-1, once, 2, twice);
  const off = combine(1, thrice, -1, predicted);
  const certainlyOff = off.low > 0 || off.high < 0;
  const share = off.median / predicted.median;
  const slope = combine(-1 / layers, once, 1 / layers, twice);
  if (certainlyOff && Math.abs(share) > farthestOff) {
    return {
      status: "not-on-the-line",
      message: `${3 * layers} layers took ${(100 * share).toFixed(1)}% more than ${layers} and ${2 * layers} layers foretell.`,
    };
  }
  if (!(slope.low > 0)) {
    return {
      status: "not-on-the-line",
      message: `${2 * layers} layers took no longer than ${layers}, so nothing can be said of more.`,
    };
  }
  const steps = (layersInAll - layers) / layers;
  return {
    status: "line",
    total: {
      ...combine(1 - steps, once, steps, twice),
      samples: pairs(1 - steps, once, steps, twice),
    },
    slope,
    fixedSeconds: 2 * once.median - twice.median,
  };
};
