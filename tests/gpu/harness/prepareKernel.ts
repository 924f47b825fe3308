import type { StreamShape } from "../../../src/domain/result.ts";
import type { MatrixShape } from "../../../src/domain/work.ts";
import { f16Words } from "../../../src/kernels/inputs.ts";
import type { Kernel, MatrixKernel, Variant } from "../../../src/kernels/kernel.ts";
import { kernels } from "../../../src/kernels/kernels.ts";
import { emulatedHalvesKernels, emulatedKernels } from "../emulation/emulatedKernels.ts";
import { createDispatchWork } from "../../../src/measure/dispatchWork.ts";
import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import { createMatrixWork } from "../../../src/measure/matrixWork.ts";
import { createArithmeticWork } from "../../../src/measure/arithmeticWork.ts";
import type { PreparedWork } from "../../../src/measure/preparedWork.ts";
import { createStreamCopyWork } from "../../../src/measure/streamCopyWork.ts";
import { createStreamReadWork } from "../../../src/measure/streamReadWork.ts";
import { createStreamWriteWork } from "../../../src/measure/streamWriteWork.ts";
import { matrixOffer } from "./trialContext.ts";
import {
  placedBytes,
  placeMatrices,
  type WeightMatrix,
} from "../../../src/measure/weightPlacement.ts";

/** Distinct matrices that a work cycles through. */
const sets = 2;

/** On the matrix unit a kernel has the variants for what this device offers. */
export const kernelById = (id: string): Kernel => {
  const all = [...kernels, ...emulatedKernels, ...emulatedHalvesKernels];
  const kernel = all.find((each) => each.id === id);
  if (!kernel) throw new Error(`there is no kernel ${id}`);
  const [first, ...others] = kernel.variantsOn?.(matrixOffer()) ?? [];
  return first
    ? { ...kernel, variants: [first, ...others], softwareVariant: (others.at(-1) ?? first).id }
    : kernel;
};

const weightsFor = async (
  { arena }: GpuContext,
  { weights }: MatrixKernel,
  { n, k }: MatrixShape,
): Promise<readonly WeightMatrix[]> => {
  // A matrix that does not fill its last buffer leaves a rest: room for one more of each.
  if (!(await arena.grow(4 * sets * placedBytes(n, k, weights) + 2 ** 16))) {
    throw new Error("out of memory");
  }
  const wanted = Array.from({ length: sets }, () => ({ rows: n, columns: k }));
  const matrices = placeMatrices(arena.buffers, wanted, weights);
  if (!matrices) throw new Error("the matrices do not fit");
  await arena.prepare(matrices);
  return matrices;
};

/** The work of a kernel, with inputs and memory as small as the shape allows. */
export const prepareKernel = async (
  context: GpuContext,
  kernel: Kernel,
  variant: Variant,
  pipeline: GPUComputePipeline,
  shape: MatrixShape | StreamShape,
): Promise<PreparedWork> => {
  if (kernel.operation !== "other") {
    if (!("n" in shape)) throw new TypeError(`${kernel.id} needs m, n and k`);
    const matrices = await weightsFor(context, kernel, shape);
    return createMatrixWork(context, kernel, pipeline, variant, shape, matrices);
  }
  if (!("elements" in shape)) throw new TypeError(`${kernel.id} needs elements`);
  if (kernel.stream === "read" || kernel.stream === "copy") {
    await context.arena.grow(4 * shape.elements);
    await context.arena.fill(f16Words);
  }
  switch (kernel.stream) {
    case "read":
      return createStreamReadWork(context, kernel, pipeline, variant, shape);
    case "copy":
      return createStreamCopyWork(context, kernel, pipeline, variant, shape);
    case "write":
      return createStreamWriteWork(context, kernel, pipeline, variant, shape);
    case "arithmetic":
      return createArithmeticWork(context, kernel, pipeline, variant, shape);
    case "dispatch":
      return createDispatchWork(context, pipeline);
  }
};
