import { dispatch } from "./dispatch.ts";
import { gemmF16 } from "./gemmF16.ts";
import { gemmF32 } from "./gemmF32.ts";
import { gemvF16 } from "./gemvF16.ts";
import { gemvF32 } from "./gemvF32.ts";
import type { Kernel, MatrixKernel } from "./kernel.ts";
import { multiplyAddF32 } from "./multiplyAddF32.ts";
import { streamCopy } from "./streamCopy.ts";
import { streamRead } from "./streamRead.ts";

export const matrixKernels: readonly MatrixKernel[] = [gemvF16, gemmF16, gemvF32, gemmF32];

/** Every kernel of this build: a new one is a shader, a descriptor and a line here. */
export const kernels: readonly Kernel[] = [
  streamRead,
  streamCopy,
  multiplyAddF32,
  dispatch,
  ...matrixKernels,
];
