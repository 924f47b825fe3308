import {
  hasWindow,
  rotatedValues,
  type ForwardModel,
  type RotaryScaling,
} from "../domain/forwardModel.ts";

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

interface Pair {
  readonly index: number;
  readonly frequency: number;
  readonly base: number;
  /** Values of a head that are turned. */
  readonly values: number;
}

/** How much of a pair's frequency is kept as it was; the rest is stretched by the factor. */
const keptOf = (
  scaling: Exclude<RotaryScaling, { kind: "longrope" }>,
  { index, frequency, base, values }: Pair,
): number => {
  if (scaling.kind === "linear") return 0;
  const { originalContext } = scaling;
  if (scaling.kind === "llama3") {
    const waves = (originalContext * frequency) / (2 * Math.PI);
    const { lowFrequencyFactor, highFrequencyFactor } = scaling;
    return clamp((waves - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor));
  }
  /** The pair, not rounded, that makes so many turns in the original context. */
  const pairOf = (turns: number): number =>
    (values * Math.log(originalContext / (2 * Math.PI * turns))) / (2 * Math.log(base));
  const low = Math.max(pairOf(scaling.fastRotations), 0);
  const high = Math.min(pairOf(scaling.slowRotations), values - 1);
  return 1 - clamp((index - low) / (high - low));
};

const stretched = (scaling: RotaryScaling, pair: Pair): number => {
  const { frequency, index } = pair;
  if (scaling.kind === "longrope") return frequency / scaling.pairFactors[index]!;
  const kept = keptOf(scaling, pair);
  return kept * frequency + ((1 - kept) * frequency) / scaling.factor;
};

const magnitudeOf = (scaling: RotaryScaling | undefined): number => {
  switch (scaling?.kind) {
    case "yarn":
      return 0.1 * Math.log(scaling.factor) + 1;
    case "longrope":
      return Math.sqrt(1 + Math.log(scaling.factor) / Math.log(scaling.originalContext));
    default:
      return 1;
  }
};

/** Which of a model's tables a layer takes: layers with a window may have a base of their own. */
export const rotationTable = (model: ForwardModel, layer: number): "own" | "window" =>
  hasWindow(model, layer) && model.window?.rotaryBase !== undefined ? "window" : "own";

/**
 * Cosine and sine of each pair of turned values at `positions` positions from `first` on. Made in float64:
 * a shader's sine is only good for small angles.
 */
export const rotationsOf = (
  model: ForwardModel,
  table: "own" | "window",
  first: number,
  positions: number,
): Float32Array<ArrayBuffer> => {
  const { window } = model;
  const base = (table === "window" ? window?.rotaryBase : undefined) ?? model.rotaryBase;
  const scaling = table === "own" ? model.rotaryScaling : undefined;
  const magnitude = magnitudeOf(scaling);
  const values = rotatedValues(model);
  const pairs = values / 2;
  const turns = new Float32Array(positions * values);
  for (let index = 0; index < pairs; index++) {
    const frequency = base ** ((-2 * index) / values);
    const own = scaling ? stretched(scaling, { index, frequency, base, values }) : frequency;
    for (let i = 0; i < positions; i++) {
      const angle = (first + i) * own;
      turns[2 * (i * pairs + index)] = magnitude * Math.cos(angle);
      turns[2 * (i * pairs + index) + 1] = magnitude * Math.sin(angle);
    }
  }
  return turns;
};
