import { activationStride } from "../../kernels/matrixLayout.ts";
import { group, mostTiles, type GroupShape } from "../../kernels/step/group.ts";
import type { GroupedExpertsShape } from "../../kernels/step/groupedExperts.ts";
import { meet, type MeetShape } from "../../kernels/step/meet.ts";
import { groupedExpertsKernel } from "../../kernels/step/stepKernels.ts";
import { RowReader } from "../weightPlacement.ts";
import { compareRow, worstOf } from "./compareRow.ts";
import { groupShape } from "./groupShape.ts";
import {
  dispatchOf,
  readFloats,
  someRow,
  words,
  wordsOf,
  type StepParts,
  type WiredOperation,
} from "./stepParts.ts";

const shapeOf = ({ plan }: StepParts): GroupShape => {
  const shape = groupShape(plan);
  if (!shape) throw new Error("the step does not group its choices");
  return shape;
};

/** Every second word from the first on. */
const experts = (choices: Float32Array): readonly number[] =>
  Array.from(wordsOf(choices)).filter((_, i) => i % 2 === 0);

/** The choices by expert, in tiles; compared whole, as every one counts. */
export const wireGroup = (parts: StepParts, layer: number): WiredOperation => {
  const { buffers } = parts;
  const shape = shapeOf(parts);
  const count = shape.tokens * shape.chosen;
  const name = `group of layer ${layer}`;
  return {
    name,
    dispatches: [dispatchOf(parts, group, shape, [buffers.choices, buffers.order, buffers.tiles])],
    check: async () => {
      const [choices, order, tiles] = await readFloats(parts, [
        words(buffers.choices, 0, 2 * count),
        words(buffers.order, 0, 2 * count),
        words(buffers.tiles, 0, 4 * mostTiles(shape)),
      ]);
      const expected = group.reference({ ...shape, choices: experts(choices!) });
      const actual = [...wordsOf(order!), ...wordsOf(tiles!)];
      return compareRow(name, expected, actual, group.tolerance(shape));
    },
  };
};

/** Choices by chance that are compared, besides the first and the last of all tiles. */
const sampledChoices = 2;
/** Outputs of one choice that are compared. */
const sampledOutputs = 8;

/** The products of tiles of choices with one expert each, a dispatch for each binding that holds some rows. */
export const wireGroupedExperts = (
  parts: StepParts,
  direction: "up" | "down",
  layer: number,
): WiredOperation => {
  const { context, plan, weights, buffers } = parts;
  const { model, types } = plan;
  const { feedForward } = model.experts!;
  const isUp = direction === "up";
  const kernel = groupedExpertsKernel(types.experts);
  const { matrix, scale } = weights.matrixOf(isUp ? "expertUp" : "expertDown", layer);
  const n = isUp ? 2 * feedForward : model.hidden;
  const k = isUp ? model.hidden : feedForward;
  const input = isUp ? buffers.normed : buffers.activated;
  const output = isUp ? buffers.gateUp : buffers.answers;
  const grouping = shapeOf(parts);
  const { tokens, chosen } = grouping;
  const shapes = matrix.slices.map(({ firstRow, rows }): GroupedExpertsShape => ({
    ...grouping,
    n,
    k,
    direction,
    range: { firstRow, rows },
    scale,
  }));
  const name = `experts ${direction} of layer ${layer}`;

  /** Some outputs of one choice; all of them have to be numbers. */
  const checkChoice = async (choice: number) => {
    const inputRow = isUp ? Math.floor(choice / chosen) : choice;
    const [own, values, actual] = await readFloats(parts, [
      words(buffers.choices, 2 * choice, 2),
      words(input, inputRow * activationStride(k), k),
      words(output, choice * activationStride(n), n),
    ]);
    const reader = new RowReader(matrix);
    const missing = actual!.findIndex((value) => !Number.isFinite(value));
    const columns = [
      ...(missing < 0 ? [] : [missing]),
      ...Array.from({ length: sampledOutputs }, () => context.random.below(n)),
    ];
    const expected = columns.map((column) => {
      const row = reader.row(wordsOf(own!)[0]! * n + column);
      return kernel.reference({ weights: row, input: values!, scale })[0]!;
    });
    const given = columns.map((column) => actual![column]!);
    return compareRow(name, expected, given, kernel.tolerance(shapes[0]!));
  };

  return {
    name,
    dispatches: matrix.slices.map(({ source, offset }, slice) =>
      dispatchOf(parts, kernel, shapes[slice]!, [
        { buffer: source.buffer, offset },
        input,
        output,
        buffers.order,
        buffers.tiles,
      ]),
    ),
    check: async () => {
      const last = tokens * chosen - 1;
      const edges = await readFloats(
        parts,
        [0, last].map((place) => words(buffers.order, 2 * place, 1)),
      );
      const some = Array.from({ length: sampledChoices }, () => context.random.below(last + 1));
      const checks = [];
      for (const choice of [...edges.map((edge) => wordsOf(edge)[0]!), ...some]) {
        checks.push(await checkChoice(choice));
      }
      return worstOf(checks);
    },
  };
};

/** What a token's experts gave, put together. */
export const wireMeet = (parts: StepParts, layer: number): WiredOperation => {
  const { plan, weights, buffers } = parts;
  const { tokens, chosen } = shapeOf(parts);
  const columns = plan.model.hidden;
  const bias = weights.vectorOf("downBias", layer)?.offset;
  const shape: MeetShape = { tokens, chosen, columns, ...(bias !== undefined && { bias }) };
  const stride = activationStride(columns);
  const name = `meet of layer ${layer}`;
  return {
    name,
    dispatches: [
      dispatchOf(parts, meet, shape, [
        buffers.answers,
        buffers.choices,
        weights.vectors,
        buffers.projected,
      ]),
    ],
    check: async () => {
      const token = someRow(parts);
      const slots = Array.from({ length: chosen }, (_, slot) => slot);
      const [choices, actual, ...answers] = await readFloats(parts, [
        words(buffers.choices, 2 * token * chosen, 2 * chosen),
        words(buffers.projected, token * stride, columns),
        ...slots.map((slot) => words(buffers.answers, (token * chosen + slot) * stride, columns)),
      ]);
      const biases = weights.readVector("downBias", layer);
      const expected = meet.reference(
        slots.map((slot) => {
          const first = wordsOf(choices!)[2 * slot]! * columns;
          return {
            answer: answers[slot]!,
            share: choices![2 * slot + 1]!,
            ...(biases && { bias: biases.subarray(first, first + columns) }),
          };
        }),
      );
      return compareRow(name, expected, actual!, meet.tolerance(shape));
    },
  };
};
