import bytesPart from "../../shaders/gemm-matrix-bytes.wgsl?raw";
import halvesPart from "../../shaders/gemm-matrix-halves.wgsl?raw";
import packedPart from "../../shaders/gemm-matrix-packed.wgsl?raw";
import gemmPart from "../../shaders/gemm-matrix.wgsl?raw";
import parametersPart from "../../shaders/matrix-parameters.wgsl?raw";
import type { MatrixOffer } from "../domain/matrixUnit.ts";
import { gemmWork, type MatrixShape } from "../domain/work.ts";
import { int8Row } from "./int8Groups.ts";
import type { MatrixKernel, Variant } from "./kernel.ts";
import { matrixTiles, type MatrixTile, type MatrixTiles } from "./matrixTiles.ts";
import {
  matrixSource,
  nativeParts,
  unitName,
  unitsFor,
  unitSizes,
  usualOffer,
  type HalvesType,
  type MatrixComponents,
  type MatrixStorage,
  type MatrixTarget,
  type MatrixUnitParts,
} from "./matrixUnitParts.ts";
import { halvesTolerance, sumTolerance } from "./tolerance.ts";
import { weightTypes } from "./weightTypes.ts";

interface MatrixOperands {
  readonly components: MatrixComponents;
  readonly storage: MatrixStorage;
  /** Bytes of a component in workgroup memory, and of what a row is padded by. */
  readonly componentBytes: number;
  /** Brings A and W to the unit's components. */
  readonly body: readonly string[];
}

const halves = (weights: string): MatrixOperands => ({
  components: { component: "f16", sum: "f32" },
  storage: "halves",
  componentBytes: 2,
  body: [halvesPart, weights],
});

const packed = (weights: string): MatrixOperands => ({
  ...halves(weights),
  storage: "packed",
  body: [packedPart, weights],
});

const bytes: MatrixOperands = {
  components: { component: "i8", sum: "i32" },
  storage: "bytes",
  componentBytes: 1,
  body: [bytesPart],
};

const paddingBytes = 16;

/** Sizes of the shader; undefined where the unit does not divide the tile. */
const sizesOf = (
  target: MatrixTarget,
  { componentBytes }: MatrixOperands,
  tile: MatrixTile,
): Record<string, number> | undefined => {
  const { M, N, K } = target.unit;
  const depth = (2 * tile.depth) / componentBytes;
  if (tile.rows % M > 0 || tile.columns % N > 0 || depth % K > 0) return undefined;
  return {
    ...unitSizes(target),
    SUBGROUP_ROWS: tile.subgroupRows,
    SUBGROUP_COLUMNS: tile.subgroupColumns,
    UNIT_ROWS: tile.rows / M,
    UNIT_COLUMNS: tile.columns / N,
    DEPTH: depth,
    BAND: tile.band,
  };
};

const tileRows = ({ subgroupRows, rows }: MatrixTile): number => subgroupRows * rows;
const tileColumns = ({ subgroupColumns, columns }: MatrixTile): number => subgroupColumns * columns;

const workgroupBytes = (
  { unit: { M, N } }: MatrixTarget,
  { componentBytes }: MatrixOperands,
  tile: MatrixTile,
): number => {
  const rows = tileRows(tile) + tileColumns(tile);
  const scratch = 4 * tile.subgroupRows * tile.subgroupColumns * M * N;
  const scales = componentBytes === 1 ? 4 * tileRows(tile) : 0;
  return rows * (2 * tile.depth + paddingBytes) + scratch + scales;
};

/** A tile for a unit's shape; undefined where the unit does not divide it. */
const matrixVariant = (
  target: MatrixTarget,
  operands: MatrixOperands,
  tile: MatrixTile,
): Variant | undefined => {
  const sizes = sizesOf(target, operands, tile);
  if (!sizes) return undefined;
  const { offer, components, parts, unit } = target;
  const subgroups = tile.subgroupRows * tile.subgroupColumns;
  const size = `${tileRows(tile)}x${tileColumns(tile)}x${sizes["DEPTH"]}`;
  const order = tile.band === 1 ? " rows" : "";
  const how = operands.storage === "packed" ? " packed" : "";
  return {
    id: `${size}/${subgroups}${order}${how} ${unitName(unit)}`,
    source: matrixSource(target, operands.storage, sizes, [
      parametersPart,
      ...operands.body,
      gemmPart,
    ]),
    requires: parts.requires(offer, components),
    constants: {},
    sizes: { ...sizes, tileRows: tileRows(tile), tileColumns: tileColumns(tile) },
    invocations: offer.lanes * subgroups,
    workgroupBytes: workgroupBytes(target, operands, tile),
  };
};

/** Every tile for the shape that the browser names first, and two for each of the others. */
const variantsBy =
  (operands: MatrixOperands, parts: MatrixUnitParts, tiles: MatrixTiles) =>
  (offer: MatrixOffer): readonly Variant[] =>
    unitsFor(offer, operands.components).flatMap((unit, index) => {
      const target = { offer, unit, components: operands.components, parts };
      const own = index === 0 ? tiles : [tiles[0], tiles.at(-1)!];
      return own.flatMap((tile) => matrixVariant(target, operands, tile) ?? []);
    });

const workgroups = ({ m, n }: MatrixShape, { sizes }: Variant): number =>
  Math.ceil(m / sizes!["tileRows"]!) * Math.ceil(n / sizes!["tileColumns"]!);

/** What kernels on the matrix unit have in common; the last tile is the smallest. */
const matrixKernelOf = (
  own: Pick<MatrixKernel, "id" | "dataType" | "ceiling" | "tolerance" | "effectiveInput">,
  ofOffer: (offer: MatrixOffer) => readonly Variant[],
): MatrixKernel => {
  const variants = ofOffer(usualOffer) as readonly [Variant, ...Variant[]];
  return {
    ...own,
    phase: "prefill",
    operation: "gemm",
    variants,
    softwareVariant: variants.at(-1)!.id,
    variantsOn: ofOffer,
    weights: weightTypes[own.dataType].format,
    work: (shape) => gemmWork(shape, own.dataType),
    workgroups,
  };
};

/** Operands of a product that are rounded to f16: A, and weights that a product with a scale made. */
const roundedOperands: Readonly<Record<HalvesType, number>> = {
  f16: 1,
  int8: 1,
  int4: 2,
  mxfp4: 1, // a scale is a power of two
};

const gemmHalves =
  (parts: MatrixUnitParts, tiles: MatrixTiles) =>
  (dataType: HalvesType): MatrixKernel =>
    matrixKernelOf(
      {
        id: `gemm-matrix-${dataType}`,
        dataType,
        ceiling: "matrixF16F32",
        tolerance: ({ k }) => sumTolerance(k) + halvesTolerance(k, roundedOperands[dataType]),
      },
      (offer) => {
        const plain = variantsBy(halves(parts.weights[dataType]), parts, tiles)(offer);
        if (!offer.isPacked) return plain;
        const own = variantsBy(packed(parts.packedWeights[dataType]), parts, tiles)(offer);
        return [...plain.slice(0, 1), ...own]; // the default is the form that is known longest
      },
    );

/** By int8 arithmetic: A brought to int8, a row with one scale. */
const gemmBytes = (parts: MatrixUnitParts, tiles: MatrixTiles): MatrixKernel =>
  matrixKernelOf(
    {
      id: "gemm-matrix-i8-int8",
      dataType: "int8",
      ceiling: "matrixI8I32",
      tolerance: ({ k }) => sumTolerance(k),
      effectiveInput: int8Row,
    },
    variantsBy(bytes, parts, tiles),
  );

/** C = A·Wᵀ on the matrix unit, for every type that it can multiply. */
export const matrixProducts = (
  parts = nativeParts,
  tiles: MatrixTiles = matrixTiles,
): readonly MatrixKernel[] => [
  ...(["f16", "int8", "int4", "mxfp4"] as const).map(gemmHalves(parts, tiles)),
  gemmBytes(parts, tiles),
];
