import type { Residency } from "../domain/result.ts";
import type { DeviceClass } from "../domain/deviceClass.ts";
import type { Bytes, BytesPerSecond, FlopsPerSecond, Fraction, Seconds } from "../domain/units.ts";

const budgets: Readonly<Record<DeviceClass, Bytes>> = {
  phone: 512e6,
  integrated: 2e9,
  unknown: 2e9,
  discrete: 8e9,
};

/** GPU memory that a run may take where the user does not say. */
export const defaultMemoryBytes = (deviceClass: DeviceClass): Bytes => budgets[deviceClass];

/** Weights come from memory if the cache can hold at most a twentieth of them. */
const timesTheCache = 20;
const smallestSet: Bytes = 64e6;
/** One round through the working set takes no longer. */
const longestRound: Seconds = 0.25;
/** The rest is for outputs, activations and staging. */
export const shareForWeights: Fraction = 0.75;

/** Weights that are read in turn and are less than twice the cache partly stay there. */
export const residencyOf = (bytes: Bytes, cacheBytes: Bytes): Residency =>
  bytes < 2 * cacheBytes ? "cache" : "memory";

export interface WorkingSetInput {
  readonly cacheBytes: Bytes;
  readonly memoryBytes: Bytes;
  /** Rate of the largest working set that the sweep read. */
  readonly bytesPerSecond: BytesPerSecond;
}

export interface WorkingSet {
  readonly bytes: Bytes;
  readonly cacheShareMax: Fraction;
}

const withShare = (bytes: Bytes, cacheBytes: Bytes): WorkingSet => ({
  bytes,
  cacheShareMax: Math.min(1, cacheBytes / bytes),
});

/** Distinct weights that decode kernels cycle through: as SPEC's rule 3 wants, as far as memory and time allow. */
export const planWorkingSet = (
  { cacheBytes, memoryBytes, bytesPerSecond }: WorkingSetInput,
  fixedBytes?: Bytes,
): WorkingSet => {
  const affordable = Math.min(memoryBytes * shareForWeights, bytesPerSecond * longestRound);
  const wanted = fixedBytes ?? Math.min(timesTheCache * cacheBytes, affordable);
  const bytes = Math.min(Math.max(wanted, smallestSet), memoryBytes * shareForWeights);
  return withShare(bytes, cacheBytes);
};

const largestSquare = 16384;
const smallestSquare = 256;

/** The largest power of two up to 16,384 whose cost, given its side, stays within `limit`. */
const largestSide = (cost: (side: number) => number, limit: number): number => {
  let side = largestSquare;
  while (side > smallestSquare && cost(side) > limit) side /= 2;
  return side;
};

const longestRepetition: Seconds = 0.1;

/** Side of the square matrix of a GEMV: at least two fit the working set, and one is quick to read. */
export const gemvSide = (
  bytesPerWeight: number,
  workingSetBytes: Bytes,
  bytesPerSecond: BytesPerSecond,
): number =>
  largestSide(
    (side) => side * side * bytesPerWeight,
    Math.min(workingSetBytes / 2, bytesPerSecond * longestRepetition),
  );

const largestGemmSide = 4096;

/** The largest that is done within a tenth of a second at a fifth of the ceiling. */
const affordableGemmSide = (flopsPerSecond: FlopsPerSecond): number =>
  largestSide((side) => 2 * side ** 3, (flopsPerSecond / 5) * longestRepetition);

/** Side of the square matrices of a GEMM, as large as time allows and other types are compared at. */
export const gemmSide = (flopsPerSecond: FlopsPerSecond): number =>
  Math.min(largestGemmSide, affordableGemmSide(flopsPerSecond));

const largerGemmSide = 2 * largestGemmSide;
const activationWidth: Bytes = 4;

export interface LargerProductInput {
  /** The ceiling of the product's own path. */
  readonly flopsPerSecond: FlopsPerSecond;
  readonly bytesPerWeight: Bytes;
  readonly memoryBytes: Bytes;
  /** What one binding, and hence its input and its output, may take. */
  readonly bindingBytes: Bytes;
}

/** Side of a product that keeps a large device busy for longer; undefined where memory or time does not allow it. */
export const largerProductSide = (input: LargerProductInput): number | undefined => {
  const { flopsPerSecond, bytesPerWeight, memoryBytes, bindingBytes } = input;
  const values = largerGemmSide ** 2;
  const isQuick = affordableGemmSide(flopsPerSecond) >= largerGemmSide;
  const isBindable = values * activationWidth <= bindingBytes;
  const fits =
    values * bytesPerWeight <= memoryBytes * shareForWeights &&
    2 * values * activationWidth <= memoryBytes * (1 - shareForWeights);
  return isQuick && isBindable && fits ? largerGemmSide : undefined;
};

/** Whether a set may be read that much larger than the one kernels cycle through. */
export const mayReadSet = (
  bytes: Bytes,
  { memoryBytes, bytesPerSecond }: Pick<WorkingSetInput, "memoryBytes" | "bytesPerSecond">,
): boolean => bytes <= memoryBytes * shareForWeights && bytes <= bytesPerSecond * longestRound;
