import halvesPart from "../../../shaders/attend-halves.wgsl?raw";
import packedPart from "../../../shaders/attend-packed.wgsl?raw";
import attendPart from "../../../shaders/step-attend-matrix.wgsl?raw";
import type { MatrixOffer } from "../../domain/matrixUnit.ts";
import type { Variant } from "../kernel.ts";
import {
  accessOf,
  matrixSource,
  nativeParts,
  unitName,
  unitsFor,
  unitSizes,
  type MatrixTarget,
  type MatrixUnitParts,
} from "../matrixUnitParts.ts";
import { halvesTolerance } from "../tolerance.ts";
import { attend, type AttendKernel } from "./attend.ts";
import { promptBindings, promptParameters, promptTiles } from "./promptTiles.ts";

/** Subgroups of a workgroup, each with as many queries as the unit has rows, and keys of a run. */
export interface AttendMatrixTile {
  readonly subgroups: number;
  readonly keys: number;
}

/** The largest that fits a device's workgroup memory is taken; the last fits 32 KiB for any head. */
export const attendMatrixTiles: readonly AttendMatrixTile[] = [
  { subgroups: 4, keys: 64 },
  { subgroups: 4, keys: 32 },
  { subgroups: 2, keys: 32 },
  { subgroups: 2, keys: 16 },
];

export const attendMatrixId = "step-attend-matrix";

const components = { component: "f16", sum: "f32" } as const;
/** Halves at the end of a row: rows a power of two apart meet in the same banks. */
const padding = 8;
/** Dimensions of a head are filled up with zeros to the unit's. */
const dimMultiple = 16;

const workgroupBytes = (
  { unit, offer }: MatrixTarget,
  { subgroups, keys }: AttendMatrixTile,
  dims: number,
): number => {
  const queries = subgroups * unit.M;
  const tiles = 2 * ((queries + keys) * (dims + padding) + queries * (keys + padding));
  const flags = 2 * 16; // each in 16 bytes of its own
  return tiles + 4 * (queries * keys + queries + subgroups * offer.lanes) + flags;
};

/** A tile for a unit's shape; undefined where the unit does not divide it, or a subgroup the unit's rows. */
const variantOf = (
  target: MatrixTarget,
  { subgroups, keys }: AttendMatrixTile,
  headDim: number,
): Variant | undefined => {
  const { offer, parts, unit } = target;
  const { M, N, K } = unit;
  const dims = Math.ceil(headDim / dimMultiple) * dimMultiple;
  const isWhole = [dims, keys].every((size) => size % N === 0 && size % K === 0);
  if (!isWhole || offer.lanes % M > 0) return undefined;
  const storage = offer.isPacked ? "packed" : "halves";
  const sizes = { ...unitSizes(target), SUBGROUPS: subgroups, KEYS: keys, DIMS: dims };
  return {
    id: `${subgroups * M}x${keys} d${dims} ${storage} ${unitName(unit)}`,
    source: matrixSource(target, storage, sizes, [
      parts.attend[accessOf(offer, storage)],
      offer.isPacked ? packedPart : halvesPart,
      attendPart,
    ]),
    requires: parts.requires(offer, components),
    constants: {},
    sizes,
    invocations: offer.lanes * subgroups,
    workgroupBytes: workgroupBytes(target, { subgroups, keys }, dims),
  };
};

/**
 * Scores go up to some eight times what they are summed of, and queries are rounded to f16 in them: an error of
 * theirs is the weights'. A weight is rounded to f16 as well, by 2^-10 of it at most whatever the others are, and the
 * sum that divides has it unrounded.
 */
const tolerance: AttendKernel["tolerance"] = (shape) =>
  attend.tolerance(shape) + 8 * halvesTolerance(shape.headDim, 1) + 2 ** -10;

const kernelOf = (variant: Variant, queries: number): AttendKernel => ({
  ...attend,
  id: attendMatrixId,
  bindings: promptBindings,
  variants: [variant],
  softwareVariant: variant.id,
  parameters: (shape) => promptParameters(shape, queries),
  workgroups: (shape) => promptTiles(shape, queries).workgroups,
  tolerance,
});

/**
 * A prompt's attention on the matrix unit for heads of so many dimensions, the one to prefer first; none where the
 * device offers no shape that suits.
 */
export const attendMatrix = (
  offer: MatrixOffer,
  headDim: number,
  parts: MatrixUnitParts = nativeParts,
  tiles: readonly AttendMatrixTile[] = attendMatrixTiles,
): readonly AttendKernel[] =>
  unitsFor(offer, components).flatMap((unit) =>
    tiles.flatMap((tile) => {
      const variant = variantOf({ offer, unit, components, parts }, tile, headDim);
      return variant ? [kernelOf(variant, tile.subgroups * unit.M)] : [];
    }),
  );
