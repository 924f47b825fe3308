import body from "../../../shaders/step-embed.wgsl?raw";
import { bytesPerWeight } from "../../domain/dataType.ts";
import { composeShader } from "../composeShader.ts";
import { activationStride, rowLayout, type RowRange } from "../matrixLayout.ts";
import type { WeightType } from "../weightTypes.ts";
import { elementTolerance, floatBits, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface EmbedShape {
  /** Tokens. */
  readonly rows: number;
  readonly columns: number;
  /** Of the embedding in this binding. */
  readonly range: RowRange;
  readonly scale: number;
}

export interface EmbedSample {
  /** The token's row of the embedding, decoded. */
  readonly weights: Float32Array;
  readonly scale: number;
}

/** One row of the embedding for each token. */
export const embed = ({
  dataType,
  format,
  part,
}: WeightType): StepKernel<EmbedShape, EmbedSample> => ({
  id: `step-embed-${dataType}`,
  bindings: ["embedding", "state", "hidden"],
  variants: [plainVariant("64", composeShader([body, part]), 64, 0)],
  softwareVariant: "64",
  parameters: ({ columns, range, scale }) => {
    const { blocks, dataBlocks } = rowLayout(columns, format);
    const { firstRow, rows } = range;
    return new Uint32Array([
      columns / 8,
      blocks,
      dataBlocks,
      firstRow,
      firstRow + rows,
      activationStride(columns) / 4,
      floatBits(scale),
    ]);
  },
  workgroups: ({ rows }) => rows,
  work: ({ rows, columns }) => ({
    flops: 0,
    bytes: rows * columns * (bytesPerWeight(dataType) + 4),
  }),
  reference: ({ weights, scale }) =>
    Array.from(weights, (weight) => ({
      value: scale * weight,
      magnitude: Math.abs(scale * weight),
    })),
  tolerance: () => elementTolerance,
});
