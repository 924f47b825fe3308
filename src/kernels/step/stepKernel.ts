import subgroupPart from "../../../shaders/reduce-subgroup.wgsl?raw";
import workgroupPart from "../../../shaders/reduce-workgroup.wgsl?raw";
import type { Work } from "../../domain/work.ts";
import { composeShader } from "../composeShader.ts";
import type { Variant } from "../kernel.ts";
import type { ReferenceValue } from "../reference.ts";

/**
 * One of the operations between a model's products. `Shape` is the problem, `Sample` what the GPU had of
 * one row of it.
 */
export interface StepKernel<Shape, Sample> {
  readonly id: string;
  /** What bindings 1, 2, … hold. */
  readonly bindings: readonly string[];
  /** The first is the default on a GPU; `softwareVariant` where a processor plays the GPU. */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly softwareVariant: string;
  /** The uniform block after `firstWorkgroup` and `endWorkgroup`. */
  parameters(shape: Shape): Uint32Array;
  workgroups(shape: Shape): number;
  /** Compulsory traffic and arithmetic of one run. */
  work(shape: Shape): Work;
  /** What a sampled row has to be, in float64. */
  reference(sample: Sample): readonly ReferenceValue[];
  /** Bound on an error as a share of the reference's magnitude. */
  tolerance(shape: Shape): number;
}

/** The bits of an f32 as a word of a uniform block. */
export const floatBits = (value: number): number =>
  new Uint32Array(new Float32Array([value]).buffer)[0]!;

/** An offset of what a model does not have. */
export const none = 0xffff_ffff;

/** Runs everywhere: at most 256 invocations, 16 KiB of workgroup memory and 8 storage buffers. */
export const plainVariant = (
  id: string,
  source: string,
  invocations: number,
  workgroupBytes: number,
  constants: Variant["constants"] = {},
): Variant => ({ id, source, requires: [], constants, invocations, workgroupBytes });

/**
 * A kernel whose workgroups reduce what their invocations have: in their memory, and by subgroups for devices that
 * have them, which saves barriers.
 */
export const reducingVariants = (
  operation: string,
  workgroupSizes: readonly [number, ...number[]],
): readonly [Variant, ...Variant[]] => {
  const variant = (workgroupSize: number): Variant =>
    plainVariant(
      `${workgroupSize}`,
      composeShader([operation, workgroupPart]),
      workgroupSize,
      8 * workgroupSize,
      { workgroupSize },
    );
  const bySubgroups = (workgroupSize: number): Variant => ({
    ...variant(workgroupSize),
    id: `subgroups ${workgroupSize}`,
    source: composeShader([subgroupPart, operation], ["subgroups"]),
    requires: ["subgroups"],
  });
  const [first, ...others] = workgroupSizes;
  return [variant(first), bySubgroups(first), ...others.map((size) => variant(size))];
};

/** Rounding of f32 for a few operations and one exponential of moderate arguments. */
export const elementTolerance = 2 ** -18;
