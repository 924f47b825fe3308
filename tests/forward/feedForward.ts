import type { ForwardModel, GatedActivation } from "../../src/domain/forwardModel.ts";
import type { LayerWeights } from "./forwardWeights.ts";
import { multiply, softmax } from "./linear.ts";

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** One value of the gated activation. */
export const activate = (kind: GatedActivation, gate: number, up: number): number => {
  switch (kind) {
    case "silu":
      return gate * sigmoid(gate) * up;
    case "gelu": {
      const inner = Math.sqrt(2 / Math.PI) * (gate + 0.044715 * gate ** 3);
      return 0.5 * gate * (1 + Math.tanh(inner)) * up;
    }
    case "clampedSilu": {
      const limited = Math.min(gate, 7);
      return limited * sigmoid(1.702 * limited) * (Math.max(-7, Math.min(up, 7)) + 1);
    }
  }
};

/** One gated block: expert `expert` of the layer, or its only one. */
const gated = (
  model: ForwardModel,
  layer: LayerWeights,
  x: Float64Array,
  expert: number,
): Float64Array => {
  const { hidden } = model;
  const feedForward = model.experts?.feedForward ?? model.feedForward;
  const gateUp = {
    values: layer.gateUp,
    rows: 2 * feedForward,
    columns: hidden,
    offset: expert * 2 * feedForward * hidden,
  };
  const both = multiply(gateUp, x, layer.gateUpBias, expert * 2 * feedForward);
  const inner = new Float64Array(feedForward).map((_, i) =>
    activate(model.activation, both[i]!, both[i + feedForward]!),
  );
  const down = {
    values: layer.down,
    rows: hidden,
    columns: feedForward,
    offset: expert * hidden * feedForward,
  };
  return multiply(down, inner, layer.downBias, expert * hidden);
};

/** The `count` largest, the first of equals first. */
const largestOf = (values: Float64Array, count: number): readonly number[] =>
  Array.from(values.keys())
    .toSorted((a, b) => values[b]! - values[a]!)
    .slice(0, count);

/** Which experts a token goes to; by default those with the largest of the router's logits. */
export type Routing = (logits: Float64Array, position: number) => readonly number[];

/** The feed-forward of one token, its input normed already. */
export const feedForward = (
  model: ForwardModel,
  layer: LayerWeights,
  x: Float64Array,
  routing: (logits: Float64Array) => readonly number[] | undefined,
): Float64Array => {
  const { experts, hidden } = model;
  if (!experts || !layer.router) return gated(model, layer, x, 0);
  const router = { values: layer.router, rows: experts.count, columns: hidden };
  const logits = multiply(router, x, layer.routerBias);
  const chosen = routing(logits) ?? largestOf(logits, experts.chosen);
  const shares = softmax(Float64Array.from(chosen, (expert) => logits[expert]!));
  const sum = new Float64Array(hidden);
  for (const [place, expert] of chosen.entries()) {
    const output = gated(model, layer, x, expert);
    for (let i = 0; i < hidden; i += 1) sum[i]! += shares[place]! * output[i]!;
  }
  return sum;
};
