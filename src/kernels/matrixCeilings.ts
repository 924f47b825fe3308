import multiplyPart from "../../shaders/multiply-matrix.wgsl?raw";
import type { ComputePath, DataType } from "../domain/dataType.ts";
import type { MatrixOffer } from "../domain/matrixUnit.ts";
import { ceilingKernels } from "../domain/result.ts";
import { rounds } from "./arithmetic.ts";
import type { ArithmeticKernel, Variant } from "./kernel.ts";
import {
  matrixSource,
  nativeParts,
  unitName,
  unitsFor,
  unitSizes,
  usualOffer,
  type MatrixComponents,
  type MatrixTarget,
  type MatrixUnitParts,
} from "./matrixUnitParts.ts";

/** Results that a subgroup keeps; each needs the one of the round before. */
const rights = 8;
/** By the left operand and by its opposite. */
const productsPerRound = 2;
/** FLOP of an element: a workgroup's share of the smallest unit, so that every shape has whole workgroups. */
const flopsPerElement = 2 ** 22;

const flopsOfWorkgroup = ({ sizes }: Variant): number => {
  const { UNIT_M, UNIT_N, UNIT_K, SUBGROUPS } = sizes as MultiplySizes;
  return rounds * productsPerRound * rights * SUBGROUPS * 2 * UNIT_M * UNIT_N * UNIT_K;
};

type MultiplySizes = Readonly<
  Record<"UNIT_M" | "UNIT_N" | "UNIT_K" | "LANES" | "SUBGROUPS" | "RIGHTS", number>
>;

const variant = (target: MatrixTarget, subgroups: number): Variant => {
  const { offer, components, parts, unit } = target;
  const sizes = { ...unitSizes(target), SUBGROUPS: subgroups, RIGHTS: rights };
  const { M, N, K } = unit;
  const componentBytes = components.component === "f16" ? 2 : 1;
  const sumBytes = components.sum === "f16" ? 2 : 4;
  return {
    id: `${subgroups} of ${unitName(unit)}`,
    source: matrixSource(target, components.component === "f16" ? "halves" : "bytes", sizes, [
      multiplyPart,
    ]),
    requires: parts.requires(offer, components),
    constants: {},
    sizes,
    invocations: offer.lanes * subgroups,
    workgroupBytes:
      componentBytes * K * (2 * subgroups * M + rights * N) + sumBytes * subgroups * M * N,
  };
};

/** A whole number of magnitude 1 to 4, as the shader makes it of a seed. */
const numberOf = (seed: number): number => Math.sign(seed) * (Math.floor(8 * Math.abs(seed)) - 3);

/** The number of a left operand's row that its opposite has one further from zero. */
const chosenOf = (row: number, unitK: number): number => (5 * row + 3) % unitK;

/** All rounds in closed form: what one number a row adds, through every right operand. */
const output: ArithmeticKernel["output"] = (seeds, index, { sizes }) => {
  const { UNIT_M, UNIT_N, UNIT_K, SUBGROUPS } = sizes as MultiplySizes;
  const unit = UNIT_M * UNIT_N;
  const subgroup = Math.floor(index / unit) % SUBGROUPS;
  const row = Math.floor((index % unit) / UNIT_N);
  const column = index % UNIT_N;
  const lefts = SUBGROUPS * UNIT_M * UNIT_K;
  const all = lefts + rights * UNIT_N * UNIT_K;
  const first = Math.floor(index / unit / SUBGROUPS) * all;
  const numberAt = (at: number): number => numberOf(seeds[(first + at) % seeds.length]!);
  const chosen = chosenOf(row, UNIT_K);
  const left = Math.sign(numberAt((subgroup * UNIT_M + row) * UNIT_K + chosen));
  let value = 0;
  let magnitude = 0;
  for (let right = 0; right < rights; right++) {
    const number = numberAt(lefts + (right * UNIT_N + column) * UNIT_K + chosen);
    value -= rounds * left * number;
    magnitude += rounds * Math.abs(number);
  }
  return { value, magnitude };
};

/** The row that a number of a left operand is in, or one that a right operand's number is chosen for. */
const outputOfSeed: ArithmeticKernel["outputOfSeed"] = (seed, { sizes }) => {
  const { UNIT_M, UNIT_N, UNIT_K, SUBGROUPS } = sizes as MultiplySizes;
  const lefts = SUBGROUPS * UNIT_M * UNIT_K;
  const all = lefts + rights * UNIT_N * UNIT_K;
  const firstOutput = Math.floor(seed / all) * SUBGROUPS * UNIT_M * UNIT_N;
  const at = seed % all;
  if (at < lefts) return firstOutput + Math.floor(at / UNIT_K) * UNIT_N;
  const column = Math.floor((at - lefts) / UNIT_K) % UNIT_N;
  const rows = Array.from({ length: UNIT_M }, (_, row) => row);
  const row = rows.find((each) => chosenOf(each, UNIT_K) === at % UNIT_K) ?? 0;
  return firstOutput + row * UNIT_N + column;
};

const matrixCeiling = (
  own: Pick<ArithmeticKernel, "id" | "dataType"> & { readonly ceiling: ComputePath },
  components: MatrixComponents,
  parts: MatrixUnitParts,
): ArithmeticKernel => {
  const variantsOn = (offer: MatrixOffer): readonly Variant[] =>
    unitsFor(offer, components).flatMap((unit) => {
      const target = { offer, unit, components, parts };
      return [4, 8].map((subgroups) => variant(target, subgroups));
    });
  const variants = variantsOn(usualOffer) as readonly [Variant, ...Variant[]];
  return {
    ...own,
    phase: "prefill",
    operation: "other",
    stream: "arithmetic",
    variants,
    softwareVariant: variants[0].id,
    variantsOn,
    // Seeds and results are few: a workgroup reads 16 kB and writes 4 for 2^25 FLOP and more.
    work: ({ elements }) => ({ flops: flopsPerElement * elements, bytes: 16 * elements }),
    workgroups: ({ elements }, each) =>
      Math.ceil((flopsPerElement * elements) / flopsOfWorkgroup(each)),
    tolerance: () => 0,
    outputsPerWorkgroup: ({ sizes }) => {
      const { UNIT_M, UNIT_N, SUBGROUPS } = sizes as MultiplySizes;
      return SUBGROUPS * UNIT_M * UNIT_N;
    },
    output,
    outputOfSeed,
  };
};

const ceilingTypes: readonly (readonly [
  "matrixF16F32" | "matrixF16F16" | "matrixI8I32",
  DataType,
  MatrixComponents,
])[] = [
  ["matrixF16F32", "f16", { component: "f16", sum: "f32" }],
  ["matrixF16F16", "f16", { component: "f16", sum: "f16" }],
  ["matrixI8I32", "int8", { component: "i8", sum: "i32" }],
];

/** The ceilings of the matrix unit, one for each type that it adds up in: whole numbers, exact. */
export const matrixCeilings = (parts = nativeParts): readonly ArithmeticKernel[] =>
  ceilingTypes.map(([path, dataType, components]) =>
    matrixCeiling({ id: ceilingKernels[path], dataType, ceiling: path }, components, parts),
  );
