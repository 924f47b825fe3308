import type { ComputePath, DataType } from "../domain/dataType.ts";
import type { MatrixOffer } from "../domain/matrixUnit.ts";
import type { Operation, Phase, StreamShape } from "../domain/result.ts";
import type { MatrixShape, Work } from "../domain/work.ts";
import type { WordFormat } from "./inputs.ts";
import type { ReferenceValue } from "./reference.ts";

/** Features that kernels can use, some not yet among the types of WebGPU. */
export type FeatureName =
  GPUFeatureName | "chromium-experimental-subgroup-matrix" | "subgroup-size-control";

/** Values for a shader's `override`s. */
export type Constants = Readonly<Record<string, number>>;

/** One way to run a kernel. Sizes of the problem are uniforms, so that a shape costs no compile. */
export interface Variant {
  readonly id: string;
  readonly source: string;
  /** Features without which the source does not compile. */
  readonly requires: readonly FeatureName[];
  readonly constants: Constants;
  /** Sizes that the source has as `const`, as WGSL wants those of types; absent: there are none. */
  readonly sizes?: Constants;
  /** Of a workgroup; above 256 the device's limit decides. */
  readonly invocations: number;
  /** Of workgroup memory. */
  readonly workgroupBytes: number;
}

interface KernelBase<S> {
  readonly id: string;
  readonly phase: Phase;
  readonly operation: Operation;
  readonly dataType: DataType;
  /** The arithmetic ceiling its multiply-adds fall under. */
  readonly ceiling: ComputePath;
  /**
   * The first is the default on a GPU and needs no feature; `softwareVariant` where a processor plays
   * the GPU.
   */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly softwareVariant: string;
  /**
   * Of a kernel on the matrix unit: its variants for the shapes that a device offers, none where no shape
   * suits. `variants` are then those for the usual shape. Absent: the kernel has no others.
   */
  readonly variantsOn?: (offer: MatrixOffer) => readonly Variant[];
  /** Compulsory traffic and arithmetic of one repetition. */
  work(shape: S): Work;
  workgroups(shape: S, variant: Variant): number;
  /** Bound on an output's error as a share of Σ|w·x|, from data type and K. */
  tolerance(shape: S): number;
}

/**
 * C[m,n] = scale · A[m,k]·W[n,k]ᵀ; a GEMV where m is 1. Bindings after the uniforms: weights (rows
 * padded to 16 bytes, split by rows where one binding does not hold them), A (f32 rows padded to
 * `activationStride`), C (f32, likewise).
 */
export interface MatrixKernel extends KernelBase<MatrixShape> {
  readonly operation: "gemv" | "gemm";
  readonly weights: WordFormat;
  /** What the kernel multiplies in the stead of a row's k values; absent where that is the row itself. */
  readonly effectiveInput?: (row: Float32Array) => Float32Array;
}

/** Moves `elements` of 4 bytes without a matrix; a dispatch moves none. */
export interface StreamKernel extends KernelBase<StreamShape> {
  readonly operation: "other";
  readonly stream: "read" | "copy" | "write" | "dispatch";
}

/** Computes on registers, from seeds that begin anew where there are no more. */
export interface ArithmeticKernel extends KernelBase<StreamShape> {
  readonly operation: "other";
  readonly stream: "arithmetic";
  /** f32 values that a workgroup writes. */
  outputsPerWorkgroup(variant: Variant): number;
  /** The value at `index` of all that are written. */
  output(seeds: Float32Array, index: number, variant: Variant): ReferenceValue;
  /** An output that a seed has a part in, if any has. */
  outputOfSeed(seed: number, variant: Variant): number;
}

export type Kernel = MatrixKernel | StreamKernel | ArithmeticKernel;

export const variantById = (
  kernel: { readonly id: string; readonly variants: readonly Variant[] },
  id: string,
): Variant => {
  const variant = kernel.variants.find((candidate) => candidate.id === id);
  if (!variant) throw new Error(`${kernel.id} has no variant ${id}`);
  return variant;
};
