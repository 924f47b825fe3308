import productPart from "../../../shaders/gated-product.wgsl?raw";
import body from "../../../shaders/step-activate.wgsl?raw";
import type { GatedActivation } from "../../domain/forwardModel.ts";
import { composeShader } from "../composeShader.ts";
import { activationStride } from "../matrixLayout.ts";
import { activationNumber, gatedProduct } from "./gatedProduct.ts";
import { elementTolerance, none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface ActivateShape {
  /** Tokens, or with experts their choices. */
  readonly rows: number;
  readonly columns: number;
  readonly activation: GatedActivation;
  /** Offset of all experts' biases in the buffer of vectors, in f32, where the model has them. */
  readonly bias?: number;
}

export interface ActivateSample {
  /** With their biases. */
  readonly gate: Float64Array;
  readonly up: Float64Array;
  readonly activation: GatedActivation;
}

const columnsPerWorkgroup = 256;

const source = composeShader([body, productPart]);

/** f(gate) · up. */
export const activate: StepKernel<ActivateShape, ActivateSample> = {
  id: "step-activate",
  bindings: ["gateUp", "vectors", "choices", "activated"],
  variants: [plainVariant("64", source, 64, 0)],
  softwareVariant: "64",
  parameters: ({ columns, activation, bias }) =>
    new Uint32Array([
      columns / 4,
      activationStride(2 * columns) / 4,
      activationStride(columns) / 4,
      activationNumber(activation),
      bias === undefined ? none : bias / 4,
    ]),
  workgroups: ({ rows, columns }) => rows * Math.ceil(columns / columnsPerWorkgroup),
  work: ({ rows, columns }) => ({ flops: 6 * rows * columns, bytes: 12 * rows * columns }),
  reference: ({ gate, up, activation }) =>
    Array.from(gate, (value, i) => gatedProduct(activation, value, up[i]!)),
  tolerance: () => elementTolerance,
};
