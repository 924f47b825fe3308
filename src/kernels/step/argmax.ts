import piecesSource from "../../../shaders/step-argmax.wgsl?raw";
import chooseSource from "../../../shaders/step-choose.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import { reducingVariants, type StepKernel } from "./stepKernel.ts";

export interface ArgmaxShape {
  readonly rows: number;
  readonly columns: number;
}

/** One row of logits. */
export type ArgmaxSample = Float32Array;

const pieceColumns = 2048;

/** Pieces of a row, each of which names its largest logit. */
export const argmaxPieces = ({ columns }: ArgmaxShape): number => Math.ceil(columns / pieceColumns);

/** The place of the largest; of equal ones the first. */
const placeOfLargest = (logits: Float32Array): number => {
  let place = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[place]!) place = i;
  return place;
};

/** The largest logit of each piece of a row. */
export const argmax: StepKernel<ArgmaxShape, ArgmaxSample> = {
  id: "step-argmax",
  bindings: ["logits", "best"],
  variants: reducingVariants(piecesSource, [64]),
  softwareVariant: "64",
  parameters: (shape) =>
    new Uint32Array([
      shape.columns,
      activationStride(shape.columns),
      argmaxPieces(shape),
      pieceColumns,
    ]),
  workgroups: (shape) => shape.rows * argmaxPieces(shape),
  work: ({ rows, columns }) => ({ flops: 0, bytes: 4 * rows * columns }),
  reference: (logits) => {
    const place = placeOfLargest(logits);
    return [{ value: place, magnitude: 1 }];
  },
  tolerance: () => 0,
};

/** The next token: the largest of the pieces'. */
export const choose: StepKernel<ArgmaxShape, ArgmaxSample> = {
  ...argmax,
  id: "step-choose",
  bindings: ["best", "chosen"],
  variants: reducingVariants(chooseSource, [64, 1]),
  softwareVariant: "1",
  parameters: (shape) => new Uint32Array([argmaxPieces(shape)]),
  workgroups: ({ rows }) => rows,
  work: (shape) => ({ flops: 0, bytes: shape.rows * (8 * argmaxPieces(shape) + 4) }),
};
