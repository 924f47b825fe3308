import { dataTypes, type DataType } from "../domain/dataType.ts";
import type { RunOptions } from "../domain/options.ts";
import { ceilingKernels } from "../domain/result.ts";
import { dispatch } from "../kernels/dispatch.ts";
import { dot4I8 } from "../kernels/dot4I8.ts";
import {
  dot4Kernels,
  matrixKernel,
  matrixUnitCeilings,
  matrixUnitKernels,
  smallBatchKernels,
} from "../kernels/kernels.ts";
import { multiplyAddF16 } from "../kernels/multiplyAddF16.ts";
import { multiplyAddF32 } from "../kernels/multiplyAddF32.ts";
import { modelById } from "../reference/models.ts";
import type { SuitePlan } from "../workloads/suites.ts";
import { batchStep } from "./batchSteps.ts";
import { cachedGemvStep } from "./cacheSteps.ts";
import { arithmeticStep, copyStep, dispatchStep, memoryStep, writeStep } from "./ceilingSteps.ts";
import { clockStep } from "./clockStep.ts";
import { largerProductStep, largestReadStep } from "./largerSteps.ts";
import { layerShapesStep } from "./layerSteps.ts";
import { matrixStep, smallBatchStep } from "./matrixSteps.ts";
import { decodeStep, prefillStep } from "./modelSteps.ts";
import type { Step } from "./scene.ts";
import { curveStep, sweepStep } from "./sweepSteps.ts";
import { waitStep } from "./waitSteps.ts";

/** Models are measured in this type unless others are asked for: R is quoted at 16 bits. */
const modelDataTypes: readonly DataType[] = ["f16"];

const arithmeticKernels = [multiplyAddF32, multiplyAddF16, dot4I8, ...matrixUnitCeilings];

/** The matrix unit's products of a type; a device without one skips them at once. */
const onMatrixUnit = (wanted: DataType): readonly Step[] =>
  matrixUnitKernels
    .filter(({ dataType }) => dataType === wanted)
    .map((kernel) => matrixStep(kernel));

/** The steps that belong to one kernel, in the story's order. */
const kernelSteps = (): readonly (readonly [string, Step])[] => {
  const matrices = (operation: "gemv" | "gemm") =>
    dataTypes.map((dataType) => {
      const kernel = matrixKernel(operation, dataType);
      return [kernel.id, matrixStep(kernel)] as const;
    });
  return [
    [ceilingKernels.read, memoryStep],
    ...matrices("gemv"),
    ...smallBatchKernels.map((kernel) => [kernel.id, matrixStep(kernel)] as const),
    ...arithmeticKernels.map((kernel) => [kernel.id, arithmeticStep(kernel)] as const),
    ...matrices("gemm"),
    ...[...dot4Kernels, ...matrixUnitKernels].map(
      (kernel) => [kernel.id, matrixStep(kernel)] as const,
    ),
    [ceilingKernels.copy, copyStep],
    [ceilingKernels.write, writeStep],
    [dispatch.id, dispatchStep],
  ];
};

/**
 * What a run does, in the order in which it is told: memory, decode, arithmetic, prefill, then the rest.
 * With `kernels` only their steps.
 */
export const storyOf = (suite: SuitePlan, options: RunOptions): readonly Step[] => {
  const { kernels } = options;
  if (kernels) {
    return kernelSteps().flatMap(([id, step]) => (kernels.includes(id) ? [step] : []));
  }
  const types = options.dataTypes;
  const first = types?.[0] ?? "f16";
  const others = (types ?? dataTypes).filter((dataType) => dataType !== first);
  const { batchSweep, smallBatch, largestReadBytes, largerProduct, curveFromBytes } = suite;
  const swept = (dataType: DataType): readonly Step[] =>
    batchSweep && (types ?? batchSweep.dataTypes).includes(dataType)
      ? [batchStep(dataType, batchSweep)]
      : [];
  const layered = suite.layerShapesOf === undefined ? undefined : modelById(suite.layerShapesOf);
  /** What else a type's weights are written for. */
  const furtherOf = (wanted: DataType): readonly Step[] => [
    ...(layered ? [layerShapesStep(wanted, layered)] : []),
    ...dot4Kernels
      .filter(({ dataType }) => dataType === wanted)
      .map((kernel) => matrixStep(kernel)),
    ...(smallBatch ? [smallBatchStep(wanted, smallBatch === "timed")] : []),
  ];
  const waits = suite.steps.waits.length > 0 ? [waitStep(first)] : [];
  const laterTypes = (types ?? modelDataTypes).filter((type) => type !== first);
  return [
    sweepStep,
    memoryStep,
    matrixStep(matrixKernel("gemv", first)),
    decodeStep(first),
    arithmeticStep(multiplyAddF32),
    matrixStep(matrixKernel("gemm", first)),
    ...matrixUnitCeilings.map((kernel) => arithmeticStep(kernel)),
    ...onMatrixUnit(first),
    prefillStep(first),
    ...waits,
    ...swept(first),
    clockStep,
    dispatchStep,
    copyStep,
    writeStep,
    arithmeticStep(multiplyAddF16),
    arithmeticStep(dot4I8),
    ...furtherOf(first),
    ...(largerProduct ? [largerProductStep(first)] : []),
    ...others.flatMap((dataType) => [
      matrixStep(matrixKernel("gemv", dataType)),
      matrixStep(matrixKernel("gemm", dataType)),
      ...onMatrixUnit(dataType),
      ...furtherOf(dataType),
    ]),
    ...others.flatMap(swept),
    ...laterTypes.flatMap((type) => [decodeStep(type), prefillStep(type)]),
    ...(largestReadBytes === undefined ? [] : [largestReadStep(largestReadBytes)]),
    ...(curveFromBytes === undefined ? [] : [curveStep(curveFromBytes), cachedGemvStep(first)]),
  ];
};
