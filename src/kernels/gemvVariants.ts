import type { Variant } from "./kernel.ts";

const rowsPerInvocation = 4;

const gemvVariant = (workgroupSize: number, lanesPerRow: number): Variant => ({
  id: `${workgroupSize}x${lanesPerRow}`,
  constants: { workgroupSize, lanesPerRow },
  invocations: workgroupSize,
  workgroupBytes: workgroupSize * 16,
});

/** Invocations of a workgroup × lanes that share four rows. One lane a row needs no reduction. */
export const gemvVariants = [
  gemvVariant(128, 32),
  gemvVariant(256, 64),
  gemvVariant(64, 64),
  gemvVariant(256, 16),
  gemvVariant(64, 1),
] as const;

export const gemvSoftwareVariant = "64x1";

export const gemvRowsPerWorkgroup = ({ constants }: Variant): number =>
  (rowsPerInvocation * constants["workgroupSize"]!) / constants["lanesPerRow"]!;
