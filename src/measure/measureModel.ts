import type { DecodeMeasurement, PrefillMeasurement } from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import { decodeWeightsWork, prefillWeightsWork } from "../domain/work.ts";
import { residencyOf } from "../workloads/memoryPlan.ts";
import type { Measured, Measuring } from "./measuring.ts";
import { timeChain, type ChainTask, type ChainTiming } from "./timeChain.ts";
import { timeWhole, type RunnablePlan, type WholeTiming } from "./timeWhole.ts";

/** A model to be measured on a device whose last-level cache is known or assumed. */
type ModelTask = ChainTask & { readonly cacheBytes: Bytes };

/** Times the model whole, or L, 2L and 3L of its layers with the head, from which the whole follows. */
const timeModel = (
  measuring: Measuring,
  task: ModelTask,
  plan: RunnablePlan,
): Promise<WholeTiming | Exclude<ChainTiming, { status: "timed" }>> => {
  const { model, dataType, cacheBytes } = task;
  return timeWhole({
    model,
    dataType,
    plan,
    residency: (layers) =>
      residencyOf(decodeWeightsWork(model, dataType, layers).bytes, cacheBytes),
    time: (layers, chosen) => timeChain(measuring, task, layers, chosen),
  });
};

const modelRow = (
  { model, dataType, gemm }: ChainTask,
  { layersMeasured, extrapolated: isExtrapolated, residency, verification }: WholeTiming,
) => ({
  model: model.id,
  dataType,
  includes: "weights" as const,
  layersMeasured,
  extrapolated: isExtrapolated,
  residency,
  ceiling: gemm.ceiling,
  verification,
});

/** One token through every matrix, the weights fetched once. */
export const measureDecode = async (
  measuring: Measuring,
  task: Omit<ModelTask, "tokens">,
  plan: RunnablePlan,
): Promise<Measured<DecodeMeasurement>> => {
  const step = { ...task, tokens: 1 };
  const timing = await timeModel(measuring, step, plan);
  if (timing.status !== "timed") return timing;
  const { flops, bytes } = decodeWeightsWork(task.model, task.dataType);
  return {
    status: "measured",
    row: {
      ...modelRow(step, timing),
      batch: 1,
      contextTokens: 0,
      secondsPerStep: timing.interval,
      bytesPerStep: bytes,
      flopsPerStep: flops,
      dispatches: timing.dispatches,
    },
    warnings: timing.warnings,
    ...(timing.tuning && { tuning: timing.tuning }),
  };
};

/** A prompt through every matrix, and its last token through the head. */
export const measurePrefill = async (
  measuring: Measuring,
  task: ModelTask,
  plan: RunnablePlan,
): Promise<Measured<PrefillMeasurement>> => {
  const timing = await timeModel(measuring, task, plan);
  if (timing.status !== "timed") return timing;
  return {
    status: "measured",
    row: {
      ...modelRow(task, timing),
      promptTokens: task.tokens,
      seconds: timing.interval,
      ...prefillWeightsWork(task.model, task.dataType, task.tokens),
    },
    warnings: timing.warnings,
    ...(timing.tuning && { tuning: timing.tuning }),
  };
};
