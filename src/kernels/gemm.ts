import dot4Part from "../../shaders/gemm-dot4.wgsl?raw";
import gemmPart from "../../shaders/gemm.wgsl?raw";
import parametersPart from "../../shaders/matrix-parameters.wgsl?raw";
import tilesPart from "../../shaders/matrix-tiles.wgsl?raw";
import { gemmWork, type MatrixShape } from "../domain/work.ts";
import { composeShader } from "./composeShader.ts";
import { int8Groups } from "./int8Groups.ts";
import type { MatrixKernel, Variant } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";
import { weightTypes, type WeightType } from "./weightTypes.ts";

const registerTile = 8;

/** Rows × columns of C that a workgroup owns. */
const variant = (
  weights: string,
  threadRows: number,
  threadColumns: number,
  tileDepth = 16,
): Variant => ({
  id: `${registerTile * threadRows}x${registerTile * threadColumns}`,
  source: composeShader([parametersPart, tilesPart, gemmPart, weights]),
  requires: [],
  constants: { threadRows, threadColumns, tileDepth },
  invocations: threadRows * threadColumns,
  workgroupBytes: 4 * tileDepth * registerTile * (threadRows + threadColumns),
});

const tiles = (length: number, threads: number): number =>
  Math.ceil(length / (registerTile * threads));

const workgroups = ({ m, n }: MatrixShape, { constants }: Variant): number =>
  tiles(m, constants["threadRows"]!) * tiles(n, constants["threadColumns"]!);

/** `weights` as `shader-f16` reads them. */
const native = (weights: string, threadRows: number, threadColumns: number): Variant => {
  const own = variant(weights, threadRows, threadColumns);
  return {
    ...own,
    id: `native ${own.id}`,
    source: `enable f16;\n${own.source}`,
    requires: ["shader-f16"],
  };
};

/** C = A·Wᵀ in register tiles: f32 activations, weights decoded as a tile is loaded. */
export const gemm = ({ dataType, format, part, nativePart }: WeightType): MatrixKernel => ({
  id: `gemm-${dataType}`,
  phase: "prefill",
  operation: "gemm",
  dataType,
  ceiling: "f32",
  // The last two are for prompts of few tokens, the very last for processors too: SwiftShader compiles a
  // store for each word of workgroup memory, to clear it, so that half of it is compiled in half the time.
  variants: [
    variant(part, 16, 16),
    ...(nativePart ? [native(nativePart, 16, 16), native(nativePart, 8, 8)] : []),
    variant(part, 8, 16),
    variant(part, 16, 8),
    variant(part, 8, 8),
    variant(part, 8, 32),
    variant(part, 4, 16),
    variant(part, 2, 16, 8),
  ],
  softwareVariant: "16x128",
  weights: format,
  work: (shape) => gemmWork(shape, dataType),
  workgroups,
  tolerance: ({ k }) => sumTolerance(k),
});

const dot4Tile = 64;
const dot4Variant: Variant = {
  id: `${dot4Tile}x${dot4Tile}`,
  source: composeShader([parametersPart, dot4Part]),
  requires: [],
  constants: {},
  invocations: 256,
  workgroupBytes: 4 * dot4Tile * (8 + 8 + 1),
};

/** C = A·Wᵀ by `dot4I8Packed`: int8 weights, activations brought to int8. */
export const gemmDot4: MatrixKernel = {
  ...gemm(weightTypes.int8),
  id: "gemm-dot4-int8",
  ceiling: "dot4I8",
  variants: [dot4Variant],
  softwareVariant: dot4Variant.id,
  workgroups: ({ m, n }) => Math.ceil(m / dot4Tile) * Math.ceil(n / dot4Tile),
  effectiveInput: int8Groups,
};
