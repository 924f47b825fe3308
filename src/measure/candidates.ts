import type { AdapterKind } from "../domain/capabilities.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import { variantById, type Kernel, type Variant } from "../kernels/kernel.ts";

const lacks = (gpu: GpuDevice, { requires }: Variant): readonly string[] =>
  requires.filter((feature) => !gpu.features.has(feature));

/** Features that every variant of a kernel needs one of and the device lacks; none if one can run. */
export const missingFeatures = (gpu: GpuDevice, kernel: Kernel): readonly string[] => {
  const [first] = kernel.variants;
  if (kernel.variants.every((variant) => lacks(gpu, variant).length > 0)) return lacks(gpu, first);
  const isOffered = (kernel.variantsOn?.(gpu.matrix) ?? kernel.variants).length > 0;
  return isOffered ? [] : [`another shape or type of the matrix unit (${kernel.ceiling})`];
};

const fits = (gpu: GpuDevice, variant: Variant): boolean =>
  lacks(gpu, variant).length === 0 && fitsLimits(gpu, variant);

const fitsLimits = ({ limits }: GpuDevice, variant: Variant): boolean =>
  variant.invocations <= limits.maxComputeInvocationsPerWorkgroup &&
  variant.invocations <= limits.maxComputeWorkgroupSizeX &&
  variant.workgroupBytes <= limits.maxComputeWorkgroupStorageSize;

/** Variants to race; on a software adapter, where compiling takes a second, the one made for it. */
export const candidatesOf = (
  gpu: GpuDevice,
  kernel: Kernel,
  adapterKind: AdapterKind,
): readonly Variant[] =>
  adapterKind === "software"
    ? [variantById(kernel, kernel.softwareVariant)]
    : (kernel.variantsOn?.(gpu.matrix) ?? kernel.variants).filter((variant) => fits(gpu, variant));
