import attendFlagged from "../../shaders/attend-access-flagged.wgsl?raw";
import attendTyped from "../../shaders/attend-access-typed.wgsl?raw";
import flaggedPart from "../../shaders/matrix-access-flagged.wgsl?raw";
import typedPart from "../../shaders/matrix-access-typed.wgsl?raw";
import bytesPart from "../../shaders/matrix-bytes.wgsl?raw";
import entryPart from "../../shaders/matrix-entry.wgsl?raw";
import sizedEntryPart from "../../shaders/matrix-entry-sized.wgsl?raw";
import halvesPart from "../../shaders/matrix-halves.wgsl?raw";
import packedPart from "../../shaders/matrix-packed.wgsl?raw";
import unitPart from "../../shaders/matrix-unit.wgsl?raw";
import f16Packed from "../../shaders/weights-f16-packed.wgsl?raw";
import int4Halves from "../../shaders/weights-int4-halves.wgsl?raw";
import weightsPacked from "../../shaders/weights-packed.wgsl?raw";
import type { DataType } from "../domain/dataType.ts";
import type { MatrixOffer, MatrixUnit } from "../domain/matrixUnit.ts";
import { composeShader } from "./composeShader.ts";
import type { Constants, FeatureName, Variant } from "./kernel.ts";
import { weightTypes } from "./weightTypes.ts";

/** Types of a unit's operands and of what it adds up. */
export interface MatrixComponents {
  readonly component: "f16" | "i8";
  readonly sum: "f32" | "f16" | "i32";
}

/** Stored types that the unit can multiply as f16. */
export type HalvesType = Exclude<DataType, "f32">;

/** How operands lie in workgroup memory: a half or four bytes to a value, or eight halves. */
export type MatrixStorage = "halves" | "bytes" | "packed";

/** What stands in a shader for the matrix unit; tests put plain arithmetic in its place. */
export interface MatrixUnitParts {
  /** Directives come first, so this part does. */
  readonly unit: string;
  readonly access: Readonly<Record<MatrixOffer["access"], string>>;
  /** What attention has besides, in the same two ways. */
  readonly attend: Readonly<Record<MatrixOffer["access"], string>>;
  readonly halves: string;
  readonly bytes: string;
  readonly packed: string;
  /** What the unit adds up in, as a type. */
  readonly sums: Readonly<Record<MatrixComponents["sum"], string>>;
  /** How weights are read that the unit multiplies as halves. */
  readonly weights: Readonly<Record<HalvesType, string>>;
  /** The same, packed by eights (packedOctet). */
  readonly packedWeights: Readonly<Record<HalvesType, string>>;
  readonly enables: (offer: MatrixOffer, components: MatrixComponents) => readonly string[];
  readonly requires: (offer: MatrixOffer, components: MatrixComponents) => Variant["requires"];
}

export const usesHalves = ({ component, sum }: MatrixComponents): boolean =>
  component === "f16" || sum === "f16";

const requiredIf = (isNeeded: boolean, feature: FeatureName): readonly FeatureName[] =>
  isNeeded ? [feature] : [];

/** The device's own. */
export const nativeParts: MatrixUnitParts = {
  unit: unitPart,
  access: { flagged: flaggedPart, typed: typedPart },
  attend: { flagged: attendFlagged, typed: attendTyped },
  halves: halvesPart,
  bytes: composeShader([bytesPart, "alias Component = i8;"]),
  packed: composeShader([packedPart, "alias Component = f16;"]),
  sums: { f32: "f32", f16: "f16", i32: "i32" },
  weights: {
    f16: weightTypes.f16.nativePart,
    int8: weightTypes.int8.part,
    int4: int4Halves,
    mxfp4: weightTypes.mxfp4.part,
  },
  packedWeights: {
    f16: f16Packed,
    int8: composeShader([weightsPacked, weightTypes.int8.part]),
    int4: composeShader([weightsPacked, int4Halves]),
    mxfp4: composeShader([weightsPacked, weightTypes.mxfp4.part]),
  },
  enables: ({ isSizeAsked }, components) => [
    "chromium_experimental_subgroup_matrix",
    "subgroups",
    ...(usesHalves(components) ? ["f16"] : []),
    ...(isSizeAsked ? ["subgroup_size_control"] : []),
  ],
  requires: ({ isSizeAsked }, components) => [
    "chromium-experimental-subgroup-matrix",
    "subgroups",
    ...requiredIf(usesHalves(components), "shader-f16"),
    ...requiredIf(isSizeAsked, "subgroup-size-control"),
  ],
};

/** A matrix unit that a kernel is written for, and what surrounds it. */
export interface MatrixTarget {
  readonly offer: MatrixOffer;
  readonly unit: Pick<MatrixUnit, "M" | "N" | "K">;
  readonly components: MatrixComponents;
  readonly parts: MatrixUnitParts;
}

const declarations = (sizes: Constants): string =>
  Object.entries(sizes)
    .map(([name, value]) => `const ${name} = ${value}u;`)
    .join("\n");

/** Which builtin functions read operands that lie so. */
export const accessOf = ({ access }: MatrixOffer, storage: MatrixStorage): MatrixOffer["access"] =>
  storage === "packed" ? "typed" : access;

/** A shader for the unit: its types have constant sizes, so that these are text and not `override`s. */
export const matrixSource = (
  { offer, components, parts }: MatrixTarget,
  storage: MatrixStorage,
  sizes: Constants,
  body: readonly string[],
): string =>
  composeShader(
    [
      parts.unit,
      declarations(sizes),
      `alias Sum = ${parts.sums[components.sum]};`,
      parts[storage],
      parts.access[accessOf(offer, storage)],
      offer.isSizeAsked ? sizedEntryPart : entryPart,
      ...body,
    ],
    parts.enables(offer, components),
  );

/** Sizes that every shader for the unit has. */
export const unitSizes = ({ unit, offer }: MatrixTarget): Constants => ({
  UNIT_M: unit.M,
  UNIT_N: unit.N,
  UNIT_K: unit.K,
  LANES: offer.lanes,
});

const isTheSame = (a: MatrixUnit, b: MatrixUnit): boolean =>
  a.M === b.M && a.N === b.N && a.K === b.K;

/** Shapes of a device's unit for these types, each once, in the browser's order. */
export const unitsFor = (
  { units }: MatrixOffer,
  { component, sum }: MatrixComponents,
): readonly MatrixUnit[] =>
  units
    .filter(
      ({ componentType, resultComponentType }) =>
        componentType === component && resultComponentType === sum,
    )
    .filter((unit, index, all) => all.findIndex((each) => isTheSame(each, unit)) === index);

/** The shape that most devices offer: what a kernel's descriptor shows where no device is asked. */
export const usualOffer: MatrixOffer = {
  units: [
    { componentType: "f16", resultComponentType: "f32", M: 16, N: 16, K: 16 },
    { componentType: "f16", resultComponentType: "f16", M: 16, N: 16, K: 16 },
    { componentType: "i8", resultComponentType: "i32", M: 16, N: 16, K: 32 },
  ],
  lanes: 32,
  isSizeAsked: false,
  access: "flagged",
  isPacked: false,
};

export const unitName = ({ M, N, K }: MatrixTarget["unit"]): string => `${M}x${N}x${K}`;
