import tilesPart from "../../../shaders/expert-tiles.wgsl?raw";
import fewPart from "../../../shaders/experts-few.wgsl?raw";
import gemmPart from "../../../shaders/gemm.wgsl?raw";
import team from "../../../shaders/team-workgroup.wgsl?raw";
import type { AdapterKind } from "../../domain/capabilities.ts";
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
const rowsPerTeam = 4;
const rowGroups = 4;

/** The largest tile that a matrix-vector kernel multiplies with, without padding; larger ones are a GEMM's. */
export const fewChoices = 8;

/** Of each variant for so many choices: the grid does not depend on it. */
const tileColumnsOf = (tileRows: number): number =>
  tileRows <= fewChoices ? rowsPerTeam * rowGroups : registerTile * threadColumns;

const nameOf = (tileRows: number): string => `${tileRows}x${tileColumnsOf(tileRows)}`;

const few = (weights: string, lanesPerRow: number) => {
  const workgroupSize = lanesPerRow * rowGroups;
  return plainVariant(
    `${nameOf(fewChoices)}/${lanesPerRow}`,
    composeShader([team, tilesPart, fewPart, weights]),
    workgroupSize,
    16 * workgroupSize,
    { workgroupSize, lanesPerRow, rowGroups },
  );
};

const lanesOnGpu = 32;
const lanesOnProcessor = 1;

/** How the variant is named that takes tiles of so many choices. */
export const groupedVariant = (tileRows: number, adapterKind: AdapterKind): string => {
  if (tileRows > fewChoices) return nameOf(tileRows);
  return `${nameOf(tileRows)}/${adapterKind === "software" ? lanesOnProcessor : lanesOnGpu}`;
};

const many = (weights: string, threadRows: number, tileDepth: number) =>
  plainVariant(
    nameOf(registerTile * threadRows),
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
  variants: [
    few(part, lanesOnGpu),
    few(part, lanesOnProcessor),
    many(part, 2, 8),
    many(part, 8, 16),
  ],
  softwareVariant: groupedVariant(fewChoices, "software"),
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
  workgroups: (shape) => mostTiles(shape) * Math.ceil(shape.n / tileColumnsOf(shape.tileRows)),
  work: ({ tokens, chosen, n, k }) => {
    const one = gemvWork({ n, k }, dataType);
    return { flops: tokens * chosen * one.flops, bytes: tokens * chosen * one.bytes };
  },
  reference: ({ weights, input, scale }) => [dot(weights, input, input.length, scale)],
  tolerance: ({ k }) => sumTolerance(k),
});
