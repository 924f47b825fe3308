import type { DataType } from "../domain/dataType.ts";
import { dispatch } from "./dispatch.ts";
import { dot4I8 } from "./dot4I8.ts";
import { gemm, gemmDot4 } from "./gemm.ts";
import { matrixProducts } from "./gemmMatrix.ts";
import { gemv, gemvBatch, gemvBatchDot4, gemvDot4 } from "./gemv.ts";
import type { ArithmeticKernel, Kernel, MatrixKernel } from "./kernel.ts";
import { matrixCeilings } from "./matrixCeilings.ts";
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

/** Kernels for a few tokens at once. */
export const smallBatchKernels: readonly MatrixKernel[] = types.flatMap((type) =>
  [gemvBatch(type)].concat(gemvBatchDot4(type) ?? []),
);

/** Products on the matrix unit, beside those that every device can run. */
export const matrixUnitKernels: readonly MatrixKernel[] = matrixProducts();

/** What the matrix unit reaches, for each type that it adds up in. */
export const matrixUnitCeilings: readonly ArithmeticKernel[] = matrixCeilings();

/** Every kernel of this build: a new one is a shader, a descriptor and a line here. */
export const kernels: readonly Kernel[] = [
  streamRead,
  streamCopy,
  streamWrite,
  multiplyAddF32,
  multiplyAddF16,
  dot4I8,
  ...matrixUnitCeilings,
  dispatch,
  ...types.map(gemv),
  ...smallBatchKernels,
  ...types.map(gemm),
  ...dot4Kernels,
  ...matrixUnitKernels,
];
