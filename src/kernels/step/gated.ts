import productPart from "../../../shaders/gated-product.wgsl?raw";
import outputsPart from "../../../shaders/outputs-gated.wgsl?raw";
import { composeShader } from "../composeShader.ts";
import { gemv, gemvBatch } from "../gemv.ts";
import { fewTokensVariants, oneTokenVariants } from "../gemvVariants.ts";
import type { MatrixKernel } from "../kernel.ts";
import { sumTolerance } from "../tolerance.ts";
import type { WeightType } from "../weightTypes.ts";
import { elementTolerance } from "./stepKernel.ts";

/**
 * y = f(gate · x) · (up · x), of which the shape's n rows are a gate's and then as many of up: a product and the
 * activation behind it in one dispatch. All rows lie in one binding.
 */
export interface GatedKernel extends Pick<
  MatrixKernel,
  "id" | "variants" | "softwareVariant" | "weights" | "workgroups" | "tolerance"
> {
  readonly bindings: readonly string[];
}

const outputs = composeShader([outputsPart, productPart]);

const gatedLike = ({ softwareVariant, weights, workgroups }: MatrixKernel) => ({
  bindings: ["weights", "x", "y"],
  softwareVariant,
  weights,
  workgroups,
  tolerance: ({ k }: { readonly k: number }) => sumTolerance(k) + elementTolerance,
});

/** For one token; its variants are those of the matrix-vector product, by the same names. */
export const gated = (weights: WeightType): GatedKernel => ({
  ...gatedLike(gemv(weights)),
  id: `step-gated-${weights.dataType}`,
  variants: oneTokenVariants(outputs, weights),
});

/** For a few tokens; its variants are those of the small batch, by the same names. */
export const gatedBatch = (weights: WeightType): GatedKernel => ({
  ...gatedLike(gemvBatch(weights)),
  id: `step-gated-batch-${weights.dataType}`,
  variants: fewTokensVariants(outputs, weights),
});
