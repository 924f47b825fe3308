import { activationStride } from "../../kernels/matrixLayout.ts";
import type { ExpertsShape } from "../../kernels/step/experts.ts";
import { route } from "../../kernels/step/route.ts";
import { expertsKernel } from "../../kernels/step/stepKernels.ts";
import { stepRows } from "../../workloads/stepPlan.ts";
import { RowReader } from "../weightPlacement.ts";
import { compareRow } from "./compareRow.ts";
import {
  dispatchOf,
  readFloats,
  someRow,
  words,
  wordsOf,
  type StepParts,
  type WiredOperation,
} from "./stepParts.ts";

export const wireRoute = (parts: StepParts, layer: number): WiredOperation => {
  const { plan, weights, buffers } = parts;
  const { count, chosen } = plan.model.experts!;
  const bias = weights.vectorOf("routerBias", layer)?.offset;
  const shape = {
    rows: stepRows(plan),
    experts: count,
    chosen,
    ...(bias !== undefined && { bias }),
  };
  const name = `route of layer ${layer}`;
  return {
    name,
    dispatches: [
      dispatchOf(parts, route, shape, [buffers.routed, weights.vectors, buffers.choices]),
    ],
    check: async () => {
      const row = someRow(parts);
      const [raw, choices] = await readFloats(parts, [
        words(buffers.routed, row * activationStride(count), count),
        words(buffers.choices, 2 * row * chosen, 2 * chosen),
      ]);
      const biases = weights.readVector("routerBias", layer);
      const logits = raw!.map((logit, i) => logit + (biases?.[i] ?? 0));
      const numbers = wordsOf(choices!);
      const actual = Array.from(choices!, (value, i) => (i % 2 === 0 ? numbers[i]! : value));
      return compareRow(name, route.reference({ logits, chosen }), actual, route.tolerance(shape));
    },
  };
};

/** Outputs of one token that are compared. */
const sampledOutputs = 8;

/** The chosen experts' products, a dispatch for each binding that holds some of them. */
export const wireExperts = (
  parts: StepParts,
  direction: "up" | "down",
  layer: number,
): WiredOperation => {
  const { context, plan, weights, buffers } = parts;
  const { model, types } = plan;
  const { chosen, feedForward } = model.experts!;
  const isUp = direction === "up";
  const kernel = expertsKernel(types.experts);
  const { matrix, scale } = weights.matrixOf(isUp ? "expertUp" : "expertDown", layer);
  const n = isUp ? 2 * feedForward : model.hidden;
  const k = isUp ? model.hidden : feedForward;
  const input = isUp ? buffers.normed : buffers.activated;
  const output = isUp ? buffers.gateUp : buffers.projected;
  const bias = isUp ? undefined : weights.vectorOf("downBias", layer)?.offset;
  const tokens = stepRows(plan);
  const shapes = matrix.slices.map(({ firstRow, rows }): ExpertsShape => ({
    tokens,
    chosen,
    n,
    k,
    direction,
    range: { firstRow, rows },
    scale,
    ...(bias !== undefined && { bias }),
  }));
  const name = `experts ${direction} of layer ${layer}`;
  return {
    name,
    dispatches: matrix.slices.map(({ source, offset }, slice) =>
      dispatchOf(parts, kernel, shapes[slice]!, [
        { buffer: source.buffer, offset },
        input,
        buffers.choices,
        weights.vectors,
        output,
      ]),
    ),
    check: async () => {
      const token = someRow(parts);
      const slot = context.random.below(chosen);
      const outputRow = isUp ? token * chosen + slot : token;
      const inputRows = isUp
        ? [token]
        : Array.from({ length: chosen }, (_, each) => token * chosen + each);
      const [choices, actual, ...inputs] = await readFloats(parts, [
        words(buffers.choices, 2 * token * chosen, 2 * chosen),
        words(output, outputRow * activationStride(n), n),
        ...inputRows.map((row) => words(input, row * activationStride(k), k)),
      ]);
      const biases = isUp ? undefined : weights.readVector("downBias", layer);
      const reader = new RowReader(matrix);
      const columns = Array.from({ length: sampledOutputs }, () => context.random.below(n));
      const expected = columns.map((column) => {
        const slots = isUp ? [slot] : inputRows.map((_, each) => each);
        return kernel.reference(
          slots.map((each, i) => {
            const row = wordsOf(choices!)[2 * each]! * n + column;
            return {
              weights: reader.row(row).slice(0, k),
              input: inputs[i]!,
              share: isUp ? 1 : choices![2 * each + 1]!,
              scale,
              bias: biases?.[row] ?? 0,
            };
          }),
        )[0]!;
      });
      const given = columns.map((column) => actual![column]!);
      return compareRow(name, expected, given, kernel.tolerance(shapes[0]!));
    },
  };
};
