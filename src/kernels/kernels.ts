import type { DataType } from "../domain/dataType.ts";
import { dispatch } from "./dispatch.ts";
import { dot4I8 } from "./dot4I8.ts";
import { gemm, gemmDot4 } from "./gemm.ts";
import { gemv, gemvBatch, gemvDot4 } from "./gemv.ts";
import type { Kernel, MatrixKernel } from "./kernel.ts";
import { multiplyAddF16 } from "./multiplyAddF16.ts";
import { multiplyAddF32 } from "./multiplyAddF32.ts";
import { streamCopy } from "./streamCopy.ts";
import { streamRead } from "./streamRead.ts";
import { streamWrite } from "./streamWrite.ts";
import { weightTypes } from "./weightTypes.ts";

const types = Object.values(weightTypes);
const makers = { gemv, gemvBatch, gemm } as const;

/** The kernel for one operation and stored type. */
export const matrixKernel = (operation: keyof typeof makers, dataType: DataType): MatrixKernel =>
  makers[operation](weightTypes[dataType]);

/** Kernels that multiply in int8: another arithmetic, hence beside those for the same stored type. */
export const dot4Kernels: readonly MatrixKernel[] = [
  ...types.flatMap((type) => gemvDot4(type) ?? []),
  gemmDot4,
];

/** Every kernel of this build: a new one is a shader, a descriptor and a line here. */
export const kernels: readonly Kernel[] = [
  streamRead,
  streamCopy,
  streamWrite,
  multiplyAddF32,
  multiplyAddF16,
  dot4I8,
  dispatch,
  ...types.map(gemv),
  ...types.map(gemvBatch),
  ...types.map(gemm),
  ...dot4Kernels,
];
