import { hasWindow, type ForwardModel, type RotaryScaling } from "../domain/forwardModel.ts";

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** How much of pair `pair`'s frequency is kept as it was; the rest is stretched by the factor. */
const keptOf = (
  scaling: RotaryScaling,
  frequency: number,
  pair: number,
  headDim: number,
  base: number,
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
    (headDim * Math.log(originalContext / (2 * Math.PI * turns))) / (2 * Math.log(base));
  const low = Math.max(pairOf(scaling.fastRotations), 0);
  const high = Math.min(pairOf(scaling.slowRotations), headDim - 1);
  return 1 - clamp((pair - low) / (high - low));
};

const magnitudeOf = (scaling: RotaryScaling | undefined): number =>
  scaling?.kind === "yarn" ? 0.1 * Math.log(scaling.factor) + 1 : 1;

/** Which of a model's tables a layer takes: layers with a window may have a base of their own. */
export const rotationTable = (model: ForwardModel, layer: number): "own" | "window" =>
  hasWindow(model, layer) && model.window?.rotaryBase !== undefined ? "window" : "own";

/**
 * Cosine and sine of each pair (i, i + headDim/2) at `positions` positions from `first` on. Made in float64:
 * a shader's sine is only good for small angles.
 */
export const rotationsOf = (
  model: ForwardModel,
  table: "own" | "window",
  first: number,
  positions: number,
): Float32Array<ArrayBuffer> => {
  const { headDim, window } = model;
  const base = (table === "window" ? window?.rotaryBase : undefined) ?? model.rotaryBase;
  const scaling = table === "own" ? model.rotaryScaling : undefined;
  const magnitude = magnitudeOf(scaling);
  const half = headDim / 2;
  const turns = new Float32Array(positions * headDim);
  for (let pair = 0; pair < half; pair++) {
    const frequency = base ** ((-2 * pair) / headDim);
    const kept = scaling ? keptOf(scaling, frequency, pair, headDim, base) : 1;
    const own = kept * frequency + ((1 - kept) * frequency) / (scaling?.factor ?? 1);
    for (let i = 0; i < positions; i++) {
      const angle = (first + i) * own;
      turns[2 * (i * half + pair)] = magnitude * Math.cos(angle);
      turns[2 * (i * half + pair) + 1] = magnitude * Math.sin(angle);
    }
  }
  return turns;
};
