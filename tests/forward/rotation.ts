import type { ForwardModel, RotaryScaling } from "../../src/domain/forwardModel.ts";

/** Radians per token of each pair of a head's values, and a factor on sine and cosine. */
export interface Rotation {
  readonly frequencies: Float64Array;
  readonly magnitude: number;
}

/** YaRN (arXiv 2309.00071, eq. 18): the index of the pair that turns `rotations` times in `tokens`. */
const pairIndex = (rotations: number, headDim: number, base: number, tokens: number): number =>
  (headDim * Math.log(tokens / (rotations * 2 * Math.PI))) / (2 * Math.log(base));

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

type Shared = Exclude<RotaryScaling, { kind: "longrope" }>;

/** Share of a pair's frequency that stays as it is; the rest is divided by the factor. */
const keptShare = (
  scaling: Shared | undefined,
  pair: number,
  frequency: number,
  headDim: number,
  base: number,
): number => {
  switch (scaling?.kind) {
    case undefined:
      return 1;
    case "linear":
      return 0;
    case "llama3": {
      const turns = (scaling.originalContext * frequency) / (2 * Math.PI);
      const { lowFrequencyFactor: low, highFrequencyFactor: high } = scaling;
      return clamped((turns - low) / (high - low));
    }
    case "yarn": {
      const { originalContext: tokens, fastRotations, slowRotations } = scaling;
      const low = Math.max(0, pairIndex(fastRotations, headDim, base, tokens));
      const high = Math.min(headDim - 1, pairIndex(slowRotations, headDim, base, tokens));
      return 1 - clamped((pair - low) / (high - low));
    }
  }
};

const magnitudeOf = (scaling: RotaryScaling | undefined): number => {
  if (scaling?.kind === "yarn") return 1 + 0.1 * Math.log(scaling.factor);
  if (scaling?.kind !== "longrope") return 1;
  const { factor, originalContext } = scaling;
  return (1 + Math.log(factor) / Math.log(originalContext)) ** 0.5;
};

/** Whether a layer sees only the last tokens. */
export const isLocal = ({ window }: ForwardModel, layer: number): boolean =>
  window !== undefined && layer % window.period !== window.period - 1;

/** How the heads of a layer are rotated. */
export const rotationOf = (model: ForwardModel, layer: number): Rotation => {
  const { window } = model;
  const turned = model.rotaryDim ?? model.headDim;
  const ownBase = isLocal(model, layer) ? window?.rotaryBase : undefined;
  const base = ownBase ?? model.rotaryBase;
  const scaling = ownBase === undefined ? model.rotaryScaling : undefined;
  const frequencies = Float64Array.from({ length: turned / 2 }, (_, pair) => {
    const frequency = base ** ((-2 * pair) / turned);
    if (scaling?.kind === "longrope") return frequency / scaling.pairFactors[pair]!;
    const kept = keptShare(scaling, pair, frequency, turned, base);
    return kept * frequency + ((1 - kept) * frequency) / (scaling?.factor ?? 1);
  });
  return { frequencies, magnitude: magnitudeOf(scaling) };
};

/** A head rotated to its position: value i turns with value i + pairs, and those past them stay. */
export const rotate = (
  head: Float64Array,
  position: number,
  { frequencies, magnitude }: Rotation,
): Float64Array => {
  const half = frequencies.length;
  const turned = head.slice();
  for (let i = 0; i < half; i += 1) {
    const cosine = magnitude * Math.cos(position * frequencies[i]!);
    const sine = magnitude * Math.sin(position * frequencies[i]!);
    turned[i] = head[i]! * cosine - head[i + half]! * sine;
    turned[i + half] = head[i + half]! * cosine + head[i]! * sine;
  }
  return turned;
};
