import type { DataType } from "../../../src/domain/dataType.ts";
import type { ForwardModel } from "../../../src/domain/forwardModel.ts";
import type { Verification } from "../../../src/domain/result.ts";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { matrixKernel } from "../../../src/kernels/kernels.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import { stepWeightBytes } from "../../../src/measure/step/stepWeights.ts";
import { openStep } from "../../../src/measure/step/timeStep.ts";
import type { StepTask } from "../../../src/workloads/stepPlan.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { liveLabels } from "./bufferCensus.ts";
import { trialContext } from "./trialContext.ts";

export interface StepProofInput extends Pick<
  StepTask,
  "sequences" | "rowsPerSequence" | "context"
> {
  readonly model: ForwardModel;
  readonly dataType: DataType;
}

export interface StepProofOutcome {
  readonly verification: Verification;
  /** Experts that a layer's tokens met. */
  readonly experts: number | undefined;
  readonly errors: readonly string[];
  readonly leaked: readonly string[];
}

/** Proves a step as a run does before it times it, of models that a processor takes too long to time. */
export const proveStep = async ({
  model,
  dataType,
  ...size
}: StepProofInput): Promise<StepProofOutcome> => {
  const context = await trialContext();
  const { gpu, arena } = context;
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const types = tensorTypes(model, dataType);
  await arena.grow(1.1 * stepWeightBytes(model, types) + 2 ** 16);
  const opened = await openStep(
    briefMeasuring(context),
    { ...size, model, types },
    {
      gemmOf: (type) => matrixKernel("gemm", type),
      variantOf: (kernel) => variantById(kernel, kernel.softwareVariant),
    },
  );
  if (opened.status === "closed") throw new Error(opened.message);
  const { step } = opened;
  const verification = await step.prove(step.work.workgroupsPerRepetition);
  const experts = step.expertsPerLayer();
  opened.release();
  arena.release();
  await gpu.settleErrors();
  return {
    verification,
    experts,
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().slice(before),
  };
};
