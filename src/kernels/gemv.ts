import batchPart from "../../shaders/gemv-batch.wgsl?raw";
import dot4Part from "../../shaders/gemv-dot4.wgsl?raw";
import gemvPart from "../../shaders/gemv.wgsl?raw";
import subgroupTeam from "../../shaders/team-subgroup.wgsl?raw";
import parametersPart from "../../shaders/matrix-parameters.wgsl?raw";
import workgroupTeam from "../../shaders/team-workgroup.wgsl?raw";
import { gemmWork } from "../domain/work.ts";
import { composeShader } from "./composeShader.ts";
import { int8Groups } from "./int8Groups.ts";
import type { MatrixKernel, Variant } from "./kernel.ts";
import { sumTolerance } from "./tolerance.ts";
import type { WeightType } from "./weightTypes.ts";

const rowsPerTeam = 4;
export const softwareVariant = "64x1";

/** Teams of neighbouring invocations: invocations of a workgroup × lanes that share four rows. */
const workgroupVariant = (
  operation: string,
  weights: string,
  workgroupSize: number,
  lanesPerRow: number,
): Variant => ({
  id: `${workgroupSize}x${lanesPerRow}`,
  source: composeShader([workgroupTeam, parametersPart, operation, weights]),
  requires: [],
  constants: { workgroupSize, lanesPerRow, rowGroups: workgroupSize / lanesPerRow },
  invocations: workgroupSize,
  workgroupBytes: workgroupSize * 16,
});

/** Teams that are subgroups, of the size that the driver chooses. */
const subgroupVariant = (
  operation: string,
  weights: string,
  workgroupSize: number,
  rowGroups: number,
): Variant => ({
  id: `subgroups ${workgroupSize}x${rowGroups}`,
  source: composeShader([subgroupTeam, parametersPart, operation, weights], ["subgroups"]),
  requires: ["subgroups"],
  constants: { workgroupSize, rowGroups },
  invocations: workgroupSize,
  workgroupBytes: 0,
});

const nativeVariants = (operation: string, weights: string): readonly Variant[] => [
  {
    ...workgroupVariant(operation, weights, 128, 32),
    id: "native 128x32",
    source: composeShader([workgroupTeam, parametersPart, operation, weights], ["f16"]),
    requires: ["shader-f16"],
  },
  {
    ...subgroupVariant(operation, weights, 128, 4),
    id: "native subgroups 128x4",
    source: composeShader([subgroupTeam, parametersPart, operation, weights], ["subgroups", "f16"]),
    requires: ["shader-f16", "subgroups"],
  },
];

const variantsOf = (
  operation: string,
  { part, nativePart }: Pick<WeightType, "part" | "nativePart">,
): readonly [Variant, ...Variant[]] => [
  workgroupVariant(operation, part, 128, 32),
  workgroupVariant(operation, part, 256, 64),
  workgroupVariant(operation, part, 64, 64),
  workgroupVariant(operation, part, 256, 16),
  workgroupVariant(operation, part, 64, 1),
  subgroupVariant(operation, part, 128, 4),
  subgroupVariant(operation, part, 256, 8),
  subgroupVariant(operation, part, 64, 2),
  ...(nativePart ? nativeVariants(operation, nativePart) : []),
];

const rowTiles = (n: number, { constants }: Variant): number =>
  Math.ceil(n / rowsPerTeam / constants["rowGroups"]!);

/** y = W·x: one token; every weight is fetched once and multiplied in f32. */
export const gemv = (weights: WeightType): MatrixKernel => ({
  id: `gemv-${weights.dataType}`,
  phase: "decode",
  operation: "gemv",
  dataType: weights.dataType,
  ceiling: "f32",
  variants: variantsOf(gemvPart, weights),
  softwareVariant,
  weights: weights.format,
  work: (shape) => gemmWork(shape, weights.dataType),
  workgroups: ({ n }, variant) => rowTiles(n, variant),
  tolerance: ({ k }) => sumTolerance(k),
});

const tokensPerWorkgroup = 8;

/** The same for a small batch: every weight is fetched once for up to eight tokens. */
export const gemvBatch = (weights: WeightType): MatrixKernel => ({
  ...gemv(weights),
  id: `gemv-batch-${weights.dataType}`,
  variants: variantsOf(batchPart, weights),
  workgroups: ({ m, n }, variant) => rowTiles(n, variant) * Math.ceil(m / tokensPerWorkgroup),
});

/** The same by `dot4I8Packed`, the input brought to int8; undefined for types without such a part. */
export const gemvDot4 = (weights: WeightType): MatrixKernel | undefined =>
  weights.dot4Part === undefined
    ? undefined
    : {
        ...gemv(weights),
        id: `gemv-dot4-${weights.dataType}`,
        ceiling: "dot4I8",
        variants: variantsOf(dot4Part, { part: weights.dot4Part }),
        effectiveInput: int8Groups,
      };
