import batchDot4Part from "../../shaders/gemv-batch-dot4.wgsl?raw";
import batchPart from "../../shaders/gemv-batch.wgsl?raw";
import dot4Part from "../../shaders/gemv-dot4.wgsl?raw";
import widePart from "../../shaders/gemv-wide.wgsl?raw";
import gemvPart from "../../shaders/gemv.wgsl?raw";
import toInt8Part from "../../shaders/input-to-int8.wgsl?raw";
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

/** `weights` as `shader-f16` reads them. */
const native = (variant: Variant): Variant => ({
  ...variant,
  id: `native ${variant.id}`,
  source: `enable f16;\n${variant.source}`,
  requires: ["shader-f16", ...variant.requires],
});

type Weights = Pick<WeightType, "part" | "nativePart">;

/** The default, then the likeliest to be better: not all are tried where time is short. */
const variantsOf = (
  operation: string,
  { part, nativePart }: Weights,
): readonly [Variant, Variant, ...Variant[]] => [
  workgroupVariant(operation, part, 128, 32),
  subgroupVariant(operation, part, 128, 4),
  ...(nativePart
    ? [
        native(subgroupVariant(operation, nativePart, 128, 4)),
        native(workgroupVariant(operation, nativePart, 128, 32)),
      ]
    : []),
  workgroupVariant(operation, part, 128, 128),
  workgroupVariant(operation, part, 256, 64),
  workgroupVariant(operation, part, 256, 8),
  workgroupVariant(operation, part, 64, 64),
  workgroupVariant(operation, part, 256, 16),
  subgroupVariant(operation, part, 256, 8),
  subgroupVariant(operation, part, 64, 2),
  workgroupVariant(operation, part, 64, 1),
];

/** Blocks of a row that a lane fetches at a time, and rows by four that a team owns at a time. */
interface Width {
  readonly unroll: number;
  readonly quads: number;
}

/** Named by the rows of a team and the blocks of each that are fetched at a time. */
const wider = (variant: Variant, { unroll, quads }: Width): Variant => ({
  ...variant,
  id: `${variant.id}/${rowsPerTeam * quads}x${unroll}`,
  constants: { ...variant.constants, unroll, quads },
});

/** For one token more can be in flight: few values of x and few sums take registers. */
const wideVariants = ({ part, nativePart }: Weights): readonly Variant[] => [
  wider(subgroupVariant(widePart, part, 128, 4), { unroll: 4, quads: 1 }),
  wider(workgroupVariant(widePart, part, 128, 32), { unroll: 4, quads: 1 }),
  wider(subgroupVariant(widePart, part, 128, 4), { unroll: 2, quads: 2 }),
  wider(workgroupVariant(widePart, part, 128, 32), { unroll: 1, quads: 2 }),
  ...(nativePart
    ? [native(wider(subgroupVariant(widePart, nativePart, 128, 4), { unroll: 4, quads: 1 }))]
    : []),
];

const rowTiles = (n: number, { constants }: Variant): number =>
  Math.ceil(n / rowsPerTeam / (constants["quads"] ?? 1) / constants["rowGroups"]!);

/** What the kernels for one token and for a few have in common. */
const gemvLike = (weights: WeightType): Omit<MatrixKernel, "id" | "variants"> => ({
  phase: "decode",
  operation: "gemv",
  dataType: weights.dataType,
  ceiling: "f32",
  softwareVariant,
  weights: weights.format,
  work: (shape) => gemmWork(shape, weights.dataType),
  workgroups: ({ n }, variant) => rowTiles(n, variant),
  tolerance: ({ k }) => sumTolerance(k),
});

/** y = W·x: one token; every weight is fetched once and multiplied in f32. */
export const gemv = (weights: WeightType): MatrixKernel => {
  const [standard, bySubgroups, ...others] = variantsOf(gemvPart, weights);
  return {
    ...gemvLike(weights),
    id: `gemv-${weights.dataType}`,
    variants: [standard, bySubgroups, ...wideVariants(weights), ...others],
  };
};

const tokensPerWorkgroup = 8;

const forFewTokens: Pick<MatrixKernel, "workgroups"> = {
  workgroups: ({ m, n }, variant) => rowTiles(n, variant) * Math.ceil(m / tokensPerWorkgroup),
};

/** The same for a small batch: every weight is fetched once for up to eight tokens. */
export const gemvBatch = (weights: WeightType): MatrixKernel => ({
  ...gemvLike(weights),
  ...forFewTokens,
  id: `gemv-batch-${weights.dataType}`,
  variants: variantsOf(batchPart, weights),
});

/**
 * With room for so many groups of the input at a time where a processor plays the GPU: SwiftShader compiles
 * a store for each word of workgroup memory, to clear it, and took a second for 256 groups.
 */
const withLittleMemory = (groups: number, { constants, ...variant }: Variant): Variant => ({
  ...variant,
  constants: variant.id === softwareVariant ? { ...constants, groups } : constants,
});

/** By `dot4I8Packed`, the input brought to int8; undefined for types without such a part. */
const byDot4 = (
  operation: string,
  weights: WeightType,
  softwareGroups: number,
): Omit<MatrixKernel, "id"> | undefined => {
  const { dot4Part: part, ...type } = weights;
  if (part === undefined) return undefined;
  const [first, ...others] = variantsOf(composeShader([operation, toInt8Part]), { part });
  return {
    ...gemvLike(type),
    ceiling: "dot4I8",
    variants: [first, ...others.map((variant) => withLittleMemory(softwareGroups, variant))],
    effectiveInput: int8Groups,
  };
};

/** The products for one token, by `dot4I8Packed`; undefined for types without it. */
export const gemvDot4 = (weights: WeightType): MatrixKernel | undefined => {
  const kernel = byDot4(dot4Part, weights, 16);
  return kernel && { ...kernel, id: `gemv-dot4-${weights.dataType}` };
};

/** Those for a small batch, by `dot4I8Packed`; undefined for types without it. */
export const gemvBatchDot4 = (weights: WeightType): MatrixKernel | undefined => {
  const kernel = byDot4(batchDot4Part, weights, 2);
  return kernel && { ...kernel, ...forFewTokens, id: `gemv-batch-dot4-${weights.dataType}` };
};
