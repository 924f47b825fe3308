import { dataTypes, type DataType } from "../domain/dataType.ts";
import type { RunOptions } from "../domain/options.ts";
import { ceilingKernels } from "../domain/result.ts";
import { dispatch } from "../kernels/dispatch.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import type { SuitePlan } from "../workloads/suites.ts";
import {
  arithmeticStep,
  copyStep,
  curveStep,
  dispatchStep,
  memoryStep,
  sweepStep,
} from "./ceilingSteps.ts";
import { clockStep } from "./clockStep.ts";
import { matrixStep } from "./matrixSteps.ts";
import { decodeStep, prefillStep } from "./modelSteps.ts";
import type { Step } from "./scene.ts";

/** Models are measured in this type unless others are asked for: R is quoted at 16 bits. */
const modelDataTypes: readonly DataType[] = ["f16"];

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
    [ceilingKernels.multiplyAddF32, arithmeticStep],
    ...matrices("gemm"),
    [ceilingKernels.copy, copyStep],
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
  const laterTypes = (types ?? modelDataTypes).filter((type) => type !== first);
  return [
    sweepStep,
    memoryStep,
    matrixStep(matrixKernel("gemv", first)),
    decodeStep(first),
    arithmeticStep,
    matrixStep(matrixKernel("gemm", first)),
    prefillStep(first),
    clockStep,
    dispatchStep,
    copyStep,
    ...others.flatMap((dataType) => [
      matrixStep(matrixKernel("gemv", dataType)),
      matrixStep(matrixKernel("gemm", dataType)),
    ]),
    ...laterTypes.flatMap((type) => [decodeStep(type), prefillStep(type)]),
    ...(suite.curveBytes.length > 0 ? [curveStep] : []),
  ];
};
