import type { ComputePath, DataType } from "../../domain/dataType.ts";
import type { ForwardModel } from "../../domain/forwardModel.ts";
import { fetchedWeights, sumOfWeights } from "../../domain/modelBytes.ts";
import type { DecodeMeasurement, PrefillMeasurement } from "../../domain/result.ts";
import { decodeStepWork, prefillStepWork } from "../../domain/stepWork.ts";
import { tensorTypes } from "../../domain/tensorTypes.ts";
import type { Bytes, Seconds } from "../../domain/units.ts";
import { residencyOf } from "../../workloads/memoryPlan.ts";
import type { StepTask } from "../../workloads/stepPlan.ts";
import type { Measured, Measuring } from "../measuring.ts";
import { timeWhole, type RunnablePlan, type WholeTiming } from "../timeWhole.ts";
import { withLayers } from "./stepMemory.ts";
import { timeStep, type StepKernelChoice } from "./timeStep.ts";

interface WholeStep {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  readonly plan: RunnablePlan;
  /** Of the last-level cache. */
  readonly cacheBytes: Bytes;
  readonly choice: StepKernelChoice;
}

export interface DecodeStepTask extends WholeStep {
  readonly batch: number;
  readonly contextTokens: number;
}

export interface PrefillStepTask extends WholeStep {
  readonly promptTokens: number;
}

/** The plain path of every product: the matrix-vector kernels and those between products are f32. */
const vectorPath: ComputePath = "f32";

/** A whole step's time with the last round trip's, where one was asked for. */
const timeTask = async (
  measuring: Measuring,
  { model, dataType, plan, cacheBytes, choice }: WholeStep,
  id: string,
  task: Omit<StepTask, "model" | "types">,
): Promise<{
  readonly timing: Awaited<ReturnType<typeof timeWhole>>;
  readonly roundTripSeconds: Seconds | undefined;
}> => {
  let roundTripSeconds: Seconds | undefined;
  const timing = await timeWhole({
    model,
    dataType,
    plan,
    residency: (layers) =>
      residencyOf(sumOfWeights(fetchedWeights(model, dataType, { tokens: 1, layers })), cacheBytes),
    time: async (layers) => {
      const own = withLayers(model, layers);
      const timed = await timeStep(measuring, {
        id,
        dataType,
        task: { ...task, model: own, types: tensorTypes(own, dataType) },
        choice,
        // Of the whole model only, and for one user: a chat page has one.
        roundTrip: plan.status === "whole" && task.rowsPerSequence === 1 && task.sequences === 1,
      });
      if (timed.status === "timed") roundTripSeconds = timed.roundTripSeconds;
      return timed;
    },
  });
  return { timing, roundTripSeconds };
};

const rowOf = (
  { model, dataType }: WholeStep,
  ceiling: ComputePath,
  { layersMeasured, extrapolated, residency, verification }: WholeTiming,
) => ({
  model: model.id,
  dataType,
  includes: "step" as const,
  layersMeasured,
  extrapolated,
  residency,
  ceiling,
  verification,
});

/** How a whole decode step is named where it is missing. */
export const decodeStepId = (model: ForwardModel, batch: number, contextTokens: number): string =>
  `decode ${model.id} for ${batch} at ${contextTokens}`;

/** One token of each user through the whole model, each with a context of its own. */
export const measureDecodeStep = async (
  measuring: Measuring,
  task: DecodeStepTask,
): Promise<Measured<DecodeMeasurement>> => {
  const { model, dataType, batch, contextTokens } = task;
  const id = decodeStepId(model, batch, contextTokens);
  const step = { sequences: batch, rowsPerSequence: 1, context: contextTokens };
  const { timing, roundTripSeconds } = await timeTask(measuring, task, id, step);
  if (timing.status !== "timed") return timing;
  const { flops, bytes } = decodeStepWork(model, dataType, { batch, contextTokens });
  return {
    status: "measured",
    row: {
      ...rowOf(task, vectorPath, timing),
      batch,
      contextTokens,
      secondsPerStep: timing.interval,
      bytesPerStep: bytes,
      flopsPerStep: flops,
      dispatches: timing.dispatches,
      ...(roundTripSeconds !== undefined && { roundTripSecondsPerToken: roundTripSeconds }),
    },
    warnings: timing.warnings,
  };
};

/** How a whole prompt is named where it is missing. */
export const prefillStepId = (model: ForwardModel, promptTokens: number): string =>
  `prefill ${model.id} of ${promptTokens}`;

/** A prompt through the whole model, to its first answer token. */
export const measurePrefillStep = async (
  measuring: Measuring,
  task: PrefillStepTask,
): Promise<Measured<PrefillMeasurement>> => {
  const { model, dataType, promptTokens, choice } = task;
  const step = { sequences: 1, rowsPerSequence: promptTokens, context: promptTokens };
  const id = prefillStepId(model, promptTokens);
  const { timing } = await timeTask(measuring, task, id, step);
  if (timing.status !== "timed") return timing;
  const { ceiling } = choice.gemmOf(tensorTypes(model, dataType).matrices);
  return {
    status: "measured",
    row: {
      ...rowOf(task, ceiling, timing),
      promptTokens,
      seconds: timing.interval,
      ...prefillStepWork(model, dataType, promptTokens),
    },
    warnings: timing.warnings,
  };
};
