import { activationStride } from "../../kernels/matrixLayout.ts";
import { embedKernel } from "../../kernels/step/stepKernels.ts";
import { norm, type NormShape } from "../../kernels/step/norm.ts";
import { operationName, stepRows, type StepOperation } from "../../workloads/stepPlan.ts";
import type { VectorName } from "../../workloads/stepTensors.ts";
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

/** The embedding, a dispatch for each binding that holds a part of it. */
export const wireEmbed = (parts: StepParts): WiredOperation => {
  const { plan, weights, buffers } = parts;
  const { model, types } = plan;
  const columns = model.hidden;
  const kernel = embedKernel(types.embedding);
  const { matrix, scale: own } = weights.matrixOf("embedding");
  const scale = own * model.embeddingScale;
  const shapes = matrix.slices.map(({ firstRow, rows }) => ({
    rows: stepRows(plan),
    columns,
    range: { firstRow, rows },
    scale,
  }));
  return {
    name: "embed",
    dispatches: matrix.slices.map(({ source, offset }, slice) =>
      dispatchOf(parts, kernel, shapes[slice]!, [
        { buffer: source.buffer, offset },
        buffers.state,
        buffers.residual,
      ]),
    ),
    check: async () => {
      const row = someRow(parts);
      const [state, actual] = await readFloats(parts, [
        words(buffers.state, 2 * row, 2),
        words(buffers.residual, row * activationStride(columns), columns),
      ]);
      const token = wordsOf(state!)[0]!;
      const sample = { weights: new RowReader(matrix).row(token).subarray(0, columns), scale };
      return compareRow("embed", kernel.reference(sample), actual!, kernel.tolerance(shapes[0]!));
    },
  };
};

type NormOperation = Extract<StepOperation, { kind: "norm" | "finalNorm" }>;

/** The residual goes to and fro between two buffers, so that what was added to can still be read. */
export interface ResidualPlace {
  readonly now: GPUBuffer;
  readonly next: GPUBuffer;
}

/** A norm with the addition before it. */
export const wireNorm = (
  parts: StepParts,
  operation: NormOperation,
  { now, next }: ResidualPlace,
): WiredOperation => {
  const { plan, weights, buffers } = parts;
  const { model } = plan;
  const { hidden } = model;
  const isFinal = operation.kind === "finalNorm";
  const own: readonly [VectorName, number | undefined] = isFinal
    ? ["finalNorm", undefined]
    : [`${operation.before}Norm`, operation.layer];
  const { adds } = operation;
  const outputNorm = adds && ([`${adds.part}OutputNorm`, adds.layer] as const);
  const bias =
    adds?.part === "attention" ? (["attentionOutputBias", adds.layer] as const) : undefined;
  const outputWeights = outputNorm && weights.vectorOf(...outputNorm)?.offset;
  const outputBias = bias && weights.vectorOf(...bias)?.offset;
  const rows = isFinal && plan.rowsPerSequence > 1 ? 1 : stepRows(plan);
  const shape: NormShape = {
    rows,
    firstRow: stepRows(plan) - rows,
    columns: hidden,
    epsilon: model.normEpsilon,
    weights: weights.vectorOf(...own)!.offset,
    ...(adds && {
      addend: {
        ...(outputWeights !== undefined && { weights: outputWeights }),
        ...(outputBias !== undefined && { bias: outputBias }),
      },
    }),
  };
  const name = operationName(operation);
  return {
    name,
    dispatches: [
      dispatchOf(parts, norm, shape, [
        now,
        buffers.projected,
        weights.vectors,
        next,
        buffers.normed,
      ]),
    ],
    check: async () => {
      const row = shape.firstRow + parts.context.random.below(rows);
      const range = (buffer: GPUBuffer) => words(buffer, row * activationStride(hidden), hidden);
      const [residual, addend, sum, normed] = await readFloats(
        parts,
        [now, buffers.projected, next, buffers.normed].map(range),
      );
      const addendWeights = outputNorm && weights.readVector(...outputNorm);
      const addendBias = bias && weights.readVector(...bias);
      const expected = norm.reference({
        residual: residual!,
        weights: weights.readVector(...own)!,
        epsilon: model.normEpsilon,
        ...(adds && {
          addend: {
            values: addend!,
            ...(addendWeights && { weights: addendWeights }),
            ...(addendBias && { bias: addendBias }),
          },
        }),
      });
      const actual = adds ? [...sum!, ...normed!] : normed!;
      return compareRow(name, expected, actual, norm.tolerance(shape));
    },
  };
};
