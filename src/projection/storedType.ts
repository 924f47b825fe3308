import { bitsPerWeight, dataTypes } from "../domain/dataType.ts";
import type { PeakType } from "../reference/accelerators.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";

/** What is stored. Beyond those that are measured: fp8, and nvfp4 (groups of 16, one fp8 scale). */
export const storedTypes = [...dataTypes, "fp8", "nvfp4"] as const;
export type StoredType = (typeof storedTypes)[number];

/** Bits per weight with scales; f16 stands for bf16 too. */
export const bitsPerStored: Readonly<Record<StoredType, number>> = {
  ...bitsPerWeight,
  fp8: 8,
  nvfp4: 4.5,
};

export const bytesPerStored = (type: StoredType): number => bitsPerStored[type] / 8;

/**
 * Peaks at which a stored type can be multiplied: its own, or a wider one that holds its values
 * exactly. The fastest published counts, so that int8 on a chip that all but dropped it is
 * widened to 16 bits.
 */
export const usablePeaks: Readonly<Record<StoredType, readonly PeakType[]>> = {
  f32: ["fp32"],
  f16: ["fp16", "bf16"],
  fp8: ["fp8", "fp16", "bf16"],
  int8: ["int8", "fp16", "bf16"],
  int4: ["int8", "fp8", "fp16", "bf16"],
  nvfp4: ["fp4", "fp8", "fp16", "bf16"],
  mxfp4: ["fp4", "fp8", "fp16", "bf16"],
};

/** How a model's weights are stored: those of its experts may be narrower than the others. */
export interface WeightStorage {
  readonly matrices: StoredType;
  readonly experts: StoredType;
}

export const uniformStorage = (type: StoredType): WeightStorage => ({
  matrices: type,
  experts: type,
});

/** As its publisher stores it; undefined where the list names no format of its own. */
export const publishedStorage = ({ publishedFormat }: ReferenceModel): WeightStorage | undefined =>
  publishedFormat?.startsWith("MXFP4") ? { matrices: "f16", experts: "mxfp4" } : undefined;
