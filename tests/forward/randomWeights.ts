import type { ForwardModel } from "../../src/domain/forwardModel.ts";
import {
  layerShapes,
  outerShapes,
  type ForwardWeights,
  type LayerWeights,
} from "./forwardWeights.ts";

/** Numbers between -1 and 1 that a seed repeats (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
};

/**
 * Weights that keep activations near 1: matrices divided by the root of their columns, norms about 1,
 * biases and sinks small.
 */
export const randomWeights = (model: ForwardModel, seed: number): ForwardWeights => {
  const next = seeded(seed);
  const tensor = (name: string, shape: readonly number[]): Float32Array => {
    const isNorm = name.endsWith("Norm");
    const columns = shape.length > 1 && !name.endsWith("Bias") ? shape.at(-1)! : 1;
    const scale = isNorm ? 0.2 : columns === 1 ? 0.3 : Math.sqrt(3 / columns);
    const length = shape.reduce((product, side) => product * side, 1);
    return new Float32Array(length).map(() => (isNorm ? 1 : 0) + scale * next());
  };
  const tensors = <T>(shapes: Readonly<Partial<Record<string, readonly number[]>>>): T =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape = []]) => [name, tensor(name, shape)]),
    ) as T;
  return {
    ...tensors<Omit<ForwardWeights, "layers">>(outerShapes(model)),
    layers: Array.from({ length: model.layers }, () => tensors<LayerWeights>(layerShapes(model))),
  };
};
