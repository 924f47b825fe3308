import batchPart from "../../shaders/gemv-batch.wgsl?raw";
import widePart from "../../shaders/gemv-wide.wgsl?raw";
import gemvPart from "../../shaders/gemv.wgsl?raw";
import parametersPart from "../../shaders/matrix-parameters.wgsl?raw";
import subgroupTeam from "../../shaders/team-subgroup.wgsl?raw";
import workgroupTeam from "../../shaders/team-workgroup.wgsl?raw";
import { composeShader } from "./composeShader.ts";
import type { Variant } from "./kernel.ts";
import type { WeightType } from "./weightTypes.ts";

const rowsPerTeam = 4;
/** The variant that a processor computes fastest. */
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

/** Teams that run `operation`: the default, then the likeliest to be better. */
export const teamVariants = (
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
const wideVariants = (outputs: string, { part, nativePart }: Weights): readonly Variant[] => {
  const operation = composeShader([widePart, outputs]);
  return [
    wider(subgroupVariant(operation, part, 128, 4), { unroll: 4, quads: 1 }),
    wider(workgroupVariant(operation, part, 128, 32), { unroll: 4, quads: 1 }),
    wider(subgroupVariant(operation, part, 128, 4), { unroll: 2, quads: 2 }),
    wider(workgroupVariant(operation, part, 128, 32), { unroll: 1, quads: 2 }),
    ...(nativePart
      ? [native(wider(subgroupVariant(operation, nativePart, 128, 4), { unroll: 4, quads: 1 }))]
      : []),
  ];
};

/**
 * The variants of a product of one token whose sums go where `outputs` has them. Not all are tried where time is
 * short: the likeliest to be better come first.
 */
export const oneTokenVariants = (
  outputs: string,
  weights: Weights,
): readonly [Variant, ...Variant[]] => {
  const [standard, bySubgroups, ...others] = teamVariants(
    composeShader([gemvPart, outputs]),
    weights,
  );
  return [standard, bySubgroups, ...wideVariants(outputs, weights), ...others];
};

/** The same of a product of a few tokens. */
export const fewTokensVariants = (
  outputs: string,
  weights: Weights,
): readonly [Variant, ...Variant[]] => teamVariants(composeShader([batchPart, outputs]), weights);

/** Workgroups for `n` rows of W. */
export const rowTiles = (n: number, { constants }: Variant): number =>
  Math.ceil(n / rowsPerTeam / (constants["quads"] ?? 1) / constants["rowGroups"]!);
