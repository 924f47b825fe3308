import { activationStride } from "../../kernels/matrixLayout.ts";
import { activate } from "../../kernels/step/activate.ts";
import { stepRows } from "../../workloads/stepPlan.ts";
import { compareRow } from "./compareRow.ts";
import {
  dispatchOf,
  readFloats,
  words,
  wordsOf,
  type StepParts,
  type WiredOperation,
} from "./stepParts.ts";

/** Rows of the feed-forward: tokens, or each one's chosen experts. */
const feedForwardRows = ({ plan }: StepParts): number =>
  stepRows(plan) * (plan.model.experts?.chosen ?? 1);

export const wireActivate = (parts: StepParts, layer: number): WiredOperation => {
  const { context, plan, weights, buffers } = parts;
  const { model } = plan;
  const { activation } = model;
  const columns = model.experts?.feedForward ?? model.feedForward;
  const bias = weights.vectorOf("gateUpBias", layer)?.offset;
  const rows = feedForwardRows(parts);
  const shape = { rows, columns, activation, ...(bias !== undefined && { bias }) };
  const name = `activate of layer ${layer}`;
  return {
    name,
    dispatches: [
      dispatchOf(parts, activate, shape, [
        buffers.gateUp,
        weights.vectors,
        buffers.choices,
        buffers.activated,
      ]),
    ],
    check: async () => {
      const row = context.random.below(rows);
      const [input, choice, actual] = await readFloats(parts, [
        words(buffers.gateUp, row * activationStride(2 * columns), 2 * columns),
        words(buffers.choices, 2 * row, 2),
        words(buffers.activated, row * activationStride(columns), columns),
      ]);
      const biases = weights.readVector("gateUpBias", layer);
      const first = biases ? wordsOf(choice!)[0]! * 2 * columns : 0;
      const biased = Float64Array.from(input!, (value, i) => value + (biases?.[first + i] ?? 0));
      const expected = activate.reference({
        gate: biased.subarray(0, columns),
        up: biased.subarray(columns),
        activation,
      });
      return compareRow(name, expected, actual!, activate.tolerance(shape));
    },
  };
};
