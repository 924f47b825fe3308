import source from "../../../shaders/step-activate.wgsl?raw";
import type { GatedActivation } from "../../domain/forwardModel.ts";
import { activationStride } from "../matrixLayout.ts";
import type { ReferenceValue } from "../reference.ts";
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

const activations = ["silu", "gelu", "clampedSilu"] as const satisfies readonly GatedActivation[];
const columnsPerWorkgroup = 256;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const product = (activation: GatedActivation, gate: number, up: number): ReferenceValue => {
  switch (activation) {
    case "silu":
      return { value: gate * sigmoid(gate) * up, magnitude: Math.abs(gate * up) };
    case "gelu": {
      const inner = Math.sqrt(2 / Math.PI) * (gate + 0.044715 * gate ** 3);
      return { value: 0.5 * gate * (1 + Math.tanh(inner)) * up, magnitude: Math.abs(gate * up) };
    }
    case "clampedSilu": {
      const limited = Math.min(gate, 7);
      const other = Math.max(-7, Math.min(up, 7));
      return {
        value: limited * sigmoid(1.702 * limited) * (other + 1),
        magnitude: Math.abs(limited) * (Math.abs(other) + 1),
      };
    }
  }
};

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
      activations.indexOf(activation),
      bias === undefined ? none : bias / 4,
    ]),
  workgroups: ({ rows, columns }) => rows * Math.ceil(columns / columnsPerWorkgroup),
  work: ({ rows, columns }) => ({ flops: 6 * rows * columns, bytes: 12 * rows * columns }),
  reference: ({ gate, up, activation }) =>
    Array.from(gate, (value, i) => product(activation, value, up[i]!)),
  tolerance: () => elementTolerance,
};
