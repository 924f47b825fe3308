import gemmPart from "../../shaders/gemm.wgsl?raw";
import { gemmWork, type MatrixShape } from "../domain/work.ts";
import { composeShader } from "./composeShader.ts";
import type { MatrixKernel, Variant } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";
import type { WeightType } from "./weightTypes.ts";

const registerTile = 8;
const depth = 16;

/** Rows × columns of C that a workgroup owns. */
const variant = (weights: string, threadRows: number, threadColumns: number): Variant => ({
  id: `${registerTile * threadRows}x${registerTile * threadColumns}`,
  source: composeShader([gemmPart, weights]),
  requires: [],
  constants: { threadRows, threadColumns },
  invocations: threadRows * threadColumns,
  workgroupBytes: 4 * depth * registerTile * (threadRows + threadColumns),
});

const tiles = (length: number, threads: number): number =>
  Math.ceil(length / (registerTile * threads));

const workgroups = ({ m, n }: MatrixShape, { constants }: Variant): number =>
  tiles(m, constants["threadRows"]!) * tiles(n, constants["threadColumns"]!);

/** C = A·Wᵀ in register tiles: f32 activations, weights decoded as a tile is loaded. */
export const gemm = ({ dataType, format, part }: WeightType): MatrixKernel => ({
  id: `gemm-${dataType}`,
  phase: "prefill",
  operation: "gemm",
  dataType,
  ceiling: "f32",
  // The last is for prompts of few tokens and for processors.
  variants: [
    variant(part, 16, 16),
    variant(part, 8, 16),
    variant(part, 8, 8),
    variant(part, 2, 16),
  ],
  softwareVariant: "16x128",
  weights: format,
  work: (shape) => gemmWork(shape, dataType),
  workgroups,
  tolerance: ({ k }) => sumTolerance(k),
});
