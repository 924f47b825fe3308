import tilesPart from "../../../shaders/expert-tiles.wgsl?raw";
import gemmPart from "../../../shaders/gemm.wgsl?raw";
import { gemvWork } from "../../domain/work.ts";
import { composeShader } from "../composeShader.ts";
import { activationStride, rowLayout } from "../matrixLayout.ts";
import { dot } from "../reference.ts";
import { sumTolerance } from "../tolerance.ts";
import type { WeightType } from "../weightTypes.ts";
import type { ExpertsShape } from "./experts.ts";
import { mostTiles } from "./group.ts";
import { floatBits, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface GroupedExpertsShape extends Omit<ExpertsShape, "bias"> {
  /** Of a layer. */
  readonly experts: number;
  /** Choices of a tile. */
  readonly tileRows: number;
}

/** One output of one choice. */
export interface GroupedExpertsSample {
  readonly weights: Float32Array;
  readonly input: Float32Array;
  readonly scale: number;
}

const registerTile = 8;
const threadColumns = 16;
const tileColumns = registerTile * threadColumns;

/** How a variant is named that takes tiles of so many choices. */
export const groupedVariant = (tileRows: number): string => `${tileRows}x${tileColumns}`;

const variant = (weights: string, threadRows: number, tileDepth: number) =>
  plainVariant(
    groupedVariant(registerTile * threadRows),
    composeShader([tilesPart, gemmPart, weights]),
    threadRows * threadColumns,
    4 * tileDepth * registerTile * (threadRows + threadColumns),
    { threadRows, threadColumns, tileDepth },
  );

/** Products with the chosen experts, each fetched once for a tile of choices; an output for each choice. */
export const groupedExperts = ({
  dataType,
  format,
  part,
}: WeightType): StepKernel<GroupedExpertsShape, GroupedExpertsSample> => ({
  id: `step-grouped-experts-${dataType}`,
  bindings: ["experts", "input", "output", "order", "tiles"],
  variants: [variant(part, 8, 16), variant(part, 2, 8)],
  softwareVariant: groupedVariant(16),
  parameters: (shape) => {
    const { n, k, direction, range, scale } = shape;
    const { blocks, dataBlocks } = rowLayout(k, format);
    const { firstRow, rows } = range;
    return new Uint32Array([
      n,
      k,
      blocks,
      dataBlocks,
      firstRow,
      firstRow + rows,
      mostTiles(shape),
      direction === "up" ? 1 : 0,
      activationStride(k) / 4,
      activationStride(n),
      floatBits(scale),
    ]);
  },
  workgroups: (shape) => mostTiles(shape) * Math.ceil(shape.n / tileColumns),
  work: ({ tokens, chosen, n, k }) => {
    const one = gemvWork({ n, k }, dataType);
    return { flops: tokens * chosen * one.flops, bytes: tokens * chosen * one.bytes };
  },
  reference: ({ weights, input, scale }) => [dot(weights, input, input.length, scale)],
  tolerance: ({ k }) => sumTolerance(k),
});
