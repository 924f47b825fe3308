import type { AdapterKind } from "../domain/capabilities.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import { variantById, type Kernel, type Variant } from "../kernels/kernel.ts";

const lacks = (gpu: GpuDevice, { requires }: Variant): readonly string[] =>
  requires.filter((feature) => !gpu.features.has(feature));

/** As what a device does not offer is named; features that need no explaining are named as they are. */
const inWords: Readonly<Record<string, string>> = {
  "chromium-experimental-subgroup-matrix":
    "chromium-experimental-subgroup-matrix (the matrix unit, which browsers hide without unsafe flags)",
  matrixF16F32: "a matrix unit that multiplies f16 to f32",
  matrixF16F16: "a matrix unit that multiplies f16 to f16",
  matrixI8I32: "a matrix unit that multiplies int8 to int32",
};

const variantsFor = ({ matrix }: GpuDevice, { variants, variantsOn }: Kernel): readonly Variant[] =>
  variantsOn?.(matrix) ?? variants;

/** What every variant of a kernel needs and the device lacks, in words; none if one can run. */
export const missingFeatures = (gpu: GpuDevice, kernel: Kernel): readonly string[] => {
  const isRunnable = kernel.variants.some((variant) => lacks(gpu, variant).length === 0);
  const missing = isRunnable ? [] : lacks(gpu, kernel.variants[0]);
  const isOffered = variantsFor(gpu, kernel).length > 0;
  const lacked = isRunnable && !isOffered ? [kernel.ceiling] : missing;
  return lacked.map((name) => inWords[name] ?? name);
};

/** Whether a device has the features and the limits that a variant needs. */
export const fits = (gpu: GpuDevice, variant: Variant): boolean =>
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
    ? [variantById(kernel, kernel.softwareVariant)].filter((each) => lacks(gpu, each).length === 0)
    : variantsFor(gpu, kernel).filter((variant) => fits(gpu, variant));
