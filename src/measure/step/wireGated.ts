import { activationStride, matrixParameters } from "../../kernels/matrixLayout.ts";
import { dot } from "../../kernels/reference.ts";
import { activationNumber, gatedSums } from "../../kernels/step/gatedProduct.ts";
import { stepRows } from "../../workloads/stepPlan.ts";
import { proveOutputs } from "../proveStep.ts";
import { RowReader } from "../weightPlacement.ts";
import { worstOf } from "./compareRow.ts";
import { readFloats, words, type StepParts, type WiredOperation } from "./stepParts.ts";
import { wireActivate } from "./wireFeedForward.ts";
import { wireProduct } from "./wireProducts.ts";

/** The product of gate and up and behind it their activation. */
const wireApart = (parts: StepParts, layer: number): WiredOperation => {
  const { normed, gateUp } = parts.buffers;
  const product = wireProduct(parts, { part: "gateUp", layer, input: normed, output: gateUp });
  const activation = wireActivate(parts, layer);
  return {
    name: product.name,
    dispatches: [...product.dispatches, ...activation.dispatches],
    check: async () => worstOf([await product.check!(), await activation.check!()]),
  };
};

/**
 * f(gate) · up from the norm's row: one dispatch where one binding holds gate and up, else a product over all
 * their bindings and the activation behind it.
 */
export const wireGated = (parts: StepParts, layer: number): WiredOperation => {
  const { context, plan, pipelines, weights, buffers } = parts;
  const { matrix, scale, rows, columns } = weights.matrixOf("gateUp", layer);
  const [slice, ...others] = matrix.slices;
  if (!slice || others.length > 0) return wireApart(parts, layer);
  if (!pipelines.gated) throw new Error("gate and up were not compiled as one");
  const { kernel, variant, pipeline } = pipelines.gated;
  const { activation } = plan.model;
  const tokens = stepRows(plan);
  const shape = { m: tokens, n: rows, k: columns };
  const outputs = rows / 2;
  const inputStride = activationStride(columns);
  const outputStride = activationStride(outputs);
  const name = `gate and up of layer ${layer}`;
  return {
    name,
    dispatches: [
      {
        pipeline,
        buffers: [
          { buffer: slice.source.buffer, offset: slice.offset },
          { buffer: buffers.normed },
          { buffer: buffers.activated },
        ],
        parameters: matrixParameters({
          shape,
          rows: slice,
          format: kernel.weights,
          inputStride,
          inputOffset: 0,
          scale,
          activation: activationNumber(activation),
        }),
        workgroups: kernel.workgroups(shape, variant),
      },
    ],
    check: async () => {
      const [inputs, actual] = await readFloats(parts, [
        words(buffers.normed, 0, tokens * inputStride),
        words(buffers.activated, 0, tokens * outputStride),
      ]);
      const reader = new RowReader(matrix);
      const sumOf = (row: number, token: number) =>
        dot(reader.row(row), inputs!, columns, scale, token * inputStride);
      return proveOutputs({
        name,
        columns: outputs,
        edges: [0, outputs - 1],
        expected: (column, token) =>
          gatedSums(activation, sumOf(column, token), sumOf(outputs + column, token)),
        tokens,
        output: actual!,
        outputStride,
        tolerance: kernel.tolerance(shape),
        weightsPerOutput: 2 * columns,
        steps: plan.operations.length,
        random: context.random,
      });
    },
  };
};
