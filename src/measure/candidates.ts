import type { AdapterKind } from "../domain/capabilities.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import { variantById, type Kernel, type Variant } from "../kernels/kernel.ts";

/** Features that a kernel needs and the device lacks. */
export const missingFeatures = (gpu: GpuDevice, kernel: Kernel): readonly string[] =>
  kernel.requires.filter((feature) => !gpu.features.has(feature));

const fits = ({ limits }: GpuDevice, variant: Variant): boolean =>
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
    : kernel.variants.filter((variant) => fits(gpu, variant));
