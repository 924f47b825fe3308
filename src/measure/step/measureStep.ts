import type { ComputePath, DataType } from "../../domain/dataType.ts";
import type { ForwardModel } from "../../domain/forwardModel.ts";
import { fetchedWeights, sumOfWeights } from "../../domain/modelBytes.ts";
import type {
  DecodeMeasurement,
  KernelMeasurement,
  PrefillMeasurement,
} from "../../domain/result.ts";
import { decodeStepWork, prefillStepWork } from "../../domain/stepWork.ts";
import { tensorTypes } from "../../domain/tensorTypes.ts";
import type { Bytes } from "../../domain/units.ts";
import type { BreakdownRow } from "../../domain/waiting.ts";
import { residencyOf } from "../../workloads/memoryPlan.ts";
import type { StepTask } from "../../workloads/stepPlan.ts";
import type { Measured, Measuring } from "../measuring.ts";
import { timeWhole, type RunnablePlan, type WholeTiming } from "../timeWhole.ts";
import { withLayers } from "./stepMemory.ts";
import type { AttentionTime } from "./timeAttention.ts";
import { timeStep, type StepExtras, type StepKernelChoice } from "./timeStep.ts";

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
  /** Also where the time goes, of a model that runs whole for one user. */
  readonly breakdown?: boolean;
}

export interface PrefillStepTask extends WholeStep {
  readonly promptTokens: number;
  /** Also attention alone. */
  readonly attention?: boolean;
}

/** The plain path of every product: the matrix-vector kernels and those between products are f32. */
const vectorPath: ComputePath = "f32";

interface TimedTask extends StepExtras {
  /** Experts that a layer's tokens met; absent in a dense model. */
  readonly experts?: number;
  readonly timing: Awaited<ReturnType<typeof timeWhole>>;
}

/** A whole step's time, with what else was asked of a model that runs whole. */
const timeTask = async (
  measuring: Measuring,
  { model, dataType, plan, cacheBytes, choice }: WholeStep,
  id: string,
  task: Omit<StepTask, "model" | "types">,
  asked: readonly (keyof StepExtras)[] = [],
): Promise<TimedTask> => {
  let extras: StepExtras = {};
  let experts: number | undefined;
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
        extras: new Set(asked.filter((each) => plan.status === "whole" || each === "attention")),
      });
      if (timed.status === "timed") {
        extras = timed;
        experts = timed.expertsPerLayer;
      }
      return timed;
    },
  });
  return { ...extras, ...(experts !== undefined && { experts }), timing };
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

/** A decode row, and where its time goes where that was asked for. */
export type MeasuredDecode = Measured<DecodeMeasurement> & {
  readonly breakdown?: readonly BreakdownRow[];
};

/** One token of each user through the whole model, each with a context of its own. */
export const measureDecodeStep = async (
  measuring: Measuring,
  task: DecodeStepTask,
): Promise<MeasuredDecode> => {
  const { model, dataType, batch, contextTokens, breakdown } = task;
  const id = decodeStepId(model, batch, contextTokens);
  const step = { sequences: batch, rowsPerSequence: 1, context: contextTokens };
  // A chat page has one user.
  const single = batch === 1 ? (["roundTripSeconds"] as const) : [];
  const asked = breakdown && batch === 1 ? ([...single, "partTimes"] as const) : single;
  const timed = await timeTask(measuring, task, id, step, asked);
  const { timing, roundTripSeconds, partTimes, experts } = timed;
  if (timing.status !== "timed") return timing;
  const { flops, bytes } = decodeStepWork(model, dataType, {
    batch,
    contextTokens,
    ...(experts !== undefined && { experts }),
  });
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
    ...(partTimes && {
      breakdown: partTimes.map((part) => ({ model: model.id, dataType, contextTokens, ...part })),
    }),
  };
};

/** How a whole prompt is named where it is missing. */
export const prefillStepId = (model: ForwardModel, promptTokens: number): string =>
  `prefill ${model.id} of ${promptTokens}`;

const attentionRow = (
  { cachedBytes, ...row }: AttentionTime,
  { verification }: WholeTiming,
  cacheBytes: Bytes,
): KernelMeasurement => ({
  ...row,
  cacheShareMax: Math.min(1, cacheBytes / cachedBytes),
  verification,
});

/** A prefill row, and its attention's where that was asked for. */
export type MeasuredPrefill = Measured<PrefillMeasurement> & {
  readonly attention?: KernelMeasurement;
};

/** A prompt through the whole model, to its first answer token. */
export const measurePrefillStep = async (
  measuring: Measuring,
  task: PrefillStepTask,
): Promise<MeasuredPrefill> => {
  const { model, dataType, promptTokens, cacheBytes, choice } = task;
  const step = { sequences: 1, rowsPerSequence: promptTokens, context: promptTokens };
  const id = prefillStepId(model, promptTokens);
  const asked = task.attention ? (["attention"] as const) : [];
  const { timing, experts, attention } = await timeTask(measuring, task, id, step, asked);
  if (timing.status !== "timed") return timing;
  // Experts, which are most of a mixture's arithmetic, have no kernel on the matrix unit.
  const ceiling = model.experts
    ? vectorPath
    : choice.gemmOf(tensorTypes(model, dataType).matrices).ceiling;
  return {
    status: "measured",
    row: {
      ...rowOf(task, ceiling, timing),
      promptTokens,
      seconds: timing.interval,
      ...prefillStepWork(model, dataType, {
        promptTokens,
        ...(experts !== undefined && { experts }),
      }),
    },
    warnings: timing.warnings,
    ...(attention && { attention: attentionRow(attention, timing, cacheBytes) }),
  };
};
