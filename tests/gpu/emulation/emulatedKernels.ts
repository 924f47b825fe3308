import bytesPart from "../../../shaders/matrix-bytes.wgsl?raw";
import packedPart from "../../../shaders/matrix-packed.wgsl?raw";
import f16Packed from "../../../shaders/weights-f16-packed.wgsl?raw";
import weightsPacked from "../../../shaders/weights-packed.wgsl?raw";
import type { MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import { composeShader } from "../../../src/kernels/composeShader.ts";
import { matrixProducts } from "../../../src/kernels/gemmMatrix.ts";
import type { ArithmeticKernel, MatrixKernel, Variant } from "../../../src/kernels/kernel.ts";
import { matrixCeilings } from "../../../src/kernels/matrixCeilings.ts";
import type { MatrixTiles } from "../../../src/kernels/matrixTiles.ts";
import {
  nativeParts,
  usesHalves,
  type MatrixUnitParts,
} from "../../../src/kernels/matrixUnitParts.ts";
import { weightTypes } from "../../../src/kernels/weightTypes.ts";
import emulatedBytes from "./matrix-bytes.wgsl?raw";
import nativeAccess from "./matrix-halves-native.wgsl?raw";
import emulatedHalves from "./matrix-halves.wgsl?raw";
import emulatedPacked from "./matrix-packed.wgsl?raw";
import emulatedUnit from "./matrix-unit.wgsl?raw";

/** Plain arithmetic in the unit's place, and f32 in that of f16; all else is the kernels' own. */
export const emulatedParts: MatrixUnitParts = {
  ...nativeParts,
  unit: emulatedUnit,
  access: { flagged: "", typed: "" },
  halves: emulatedHalves,
  bytes: composeShader([bytesPart, emulatedBytes]),
  packed: composeShader([packedPart, emulatedPacked]),
  sums: { f32: "f32", f16: "f32", i32: "i32" },
  weights: {
    f16: weightTypes.f16.part,
    int8: weightTypes.int8.part,
    int4: weightTypes.int4.part,
    mxfp4: weightTypes.mxfp4.part,
  },
  packedWeights: {
    f16: f16Packed,
    int8: composeShader([weightsPacked, weightTypes.int8.part]),
    int4: composeShader([weightsPacked, weightTypes.int4.part]),
    mxfp4: composeShader([weightsPacked, weightTypes.mxfp4.part]),
  },
  enables: () => [],
  requires: () => [],
};

/** The device's own f16 around the same arithmetic: what converts and decodes is what a GPU runs. */
const nativeHalves: MatrixUnitParts = {
  ...emulatedParts,
  halves: composeShader([nativeParts.halves, nativeAccess]),
  sums: nativeParts.sums,
  weights: nativeParts.weights,
  packedWeights: nativeParts.packedWeights,
  enables: (_, components) => (usesHalves(components) ? ["f16"] : []),
  requires: (_, components) => (usesHalves(components) ? ["shader-f16"] : []),
};

/** Small, for a processor: whole tiles, some that are wider than they are long, and one with idle invocations. */
const tiles: MatrixTiles = [
  { subgroupRows: 2, subgroupColumns: 2, rows: 16, columns: 16, depth: 32, band: 2 },
  { subgroupRows: 1, subgroupColumns: 2, rows: 32, columns: 16, depth: 16, band: 8 },
  { subgroupRows: 4, subgroupColumns: 1, rows: 16, columns: 32, depth: 32, band: 3 },
  { subgroupRows: 1, subgroupColumns: 4, rows: 16, columns: 16, depth: 16, band: 1 },
];

const shapesOf = {
  f16: [
    [16, 16, 16],
    [16, 8, 16],
    [16, 8, 8],
    [8, 8, 8],
    [8, 16, 16],
  ],
  i8: [
    [16, 16, 32],
    [16, 8, 32],
    [8, 16, 32],
  ],
} as const;

const offer: MatrixOffer = {
  units: [
    ...(["f32", "f16"] as const).flatMap((resultComponentType) =>
      shapesOf.f16.map(([M, N, K]) => ({ componentType: "f16", resultComponentType, M, N, K })),
    ),
    ...shapesOf.i8.map(([M, N, K]) => ({
      componentType: "i8",
      resultComponentType: "i32",
      M,
      N,
      K,
    })),
  ],
  lanes: 8,
  isSizeAsked: false,
  access: "flagged",
  isPacked: false,
};

const named =
  (prefix: string) =>
  <Emulated extends MatrixKernel | ArithmeticKernel>({
    variantsOn,
    ...kernel
  }: Emulated): Emulated => {
    const plain = variantsOn?.(offer) ?? [];
    const packed = variantsOn?.({ ...offer, isPacked: true }) ?? [];
    const variants = [
      ...plain,
      ...packed.filter(({ id }) => id.includes("packed")),
    ] as unknown as readonly [Variant, ...Variant[]];
    const softwareVariant = variants[0].id;
    return { ...kernel, id: `${prefix}-${kernel.id}`, variants, softwareVariant } as Emulated;
  };

const kernelsWith = (
  prefix: string,
  parts: MatrixUnitParts,
): readonly (MatrixKernel | ArithmeticKernel)[] => [
  ...matrixProducts(parts, tiles).map(named(prefix)),
  ...matrixCeilings(parts).map(named(prefix)),
];

/** The kernels of the matrix unit as every device can run them: the same shaders around another unit. */
export const emulatedKernels = kernelsWith("emulated", emulatedParts);

/** Those that convert and decode in f16, for devices that have it. */
export const emulatedHalvesKernels = kernelsWith("halves", nativeHalves).filter(({ variants }) =>
  variants[0].requires.includes("shader-f16"),
);
