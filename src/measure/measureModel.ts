import type {
  DecodeMeasurement,
  PrefillMeasurement,
  Residency,
  Verification,
  Warning,
} from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import { decodeWeightsWork, prefillWeightsWork } from "../domain/work.ts";
import { residencyOf } from "../workloads/memoryPlan.ts";
import type { ModelPlan } from "../workloads/modelPlan.ts";
import { layerLine } from "./layerLine.ts";
import type { Measured, Measuring } from "./measuring.ts";
import { timeChain, type ChainTask, type ChainTiming } from "./timeChain.ts";

type RunnablePlan = Exclude<ModelPlan, { status: "refused" }>;
/** A model to be measured on a device whose last-level cache is known or assumed. */
type ModelTask = ChainTask & { readonly cacheBytes: Bytes };
type Timed = Extract<ChainTiming, { status: "timed" }>;

interface WholeTiming extends Omit<Timed, "status" | "variant"> {
  readonly status: "timed";
  readonly layersMeasured: number;
  readonly extrapolated: boolean;
  readonly residency: Residency;
}

const worse = (a: Verification, b: Verification): Verification =>
  a.maxRelativeError / a.tolerance >= b.maxRelativeError / b.tolerance ? a : b;

const extrapolated = (name: string, layers: number, of: number): Warning => ({
  code: "extrapolated",
  message: `${name}: ${of} layers follow from ${layers}, ${2 * layers} and ${3 * layers}.`,
  data: { of: name },
});

/** Times the model whole, or L, 2L and 3L of its layers with the head, from which the whole follows. */
const timeModel = async (
  measuring: Measuring,
  task: ModelTask,
  plan: RunnablePlan,
): Promise<WholeTiming | Exclude<ChainTiming, { status: "timed" }>> => {
  const { model, dataType, cacheBytes } = task;
  const layers = plan.status === "whole" ? model.layers : plan.layers;
  const residency = residencyOf(decodeWeightsWork(model, dataType, layers).bytes, cacheBytes);
  const once = await timeChain(measuring, task, layers);
  if (once.status !== "timed") return once;
  if (plan.status === "whole") {
    return { ...once, layersMeasured: layers, extrapolated: false, residency };
  }
  const twice = await timeChain(measuring, task, 2 * layers, once.variant);
  if (twice.status !== "timed") return twice;
  const thrice = await timeChain(measuring, task, 3 * layers, once.variant);
  if (thrice.status !== "timed") return thrice;
  const line = layerLine(
    { layers, once: once.interval, twice: twice.interval, thrice: thrice.interval },
    model.layers,
  );
  if (line.status === "not-on-the-line") {
    const { message } = line;
    return {
      status: "skipped",
      skipped: { id: model.id, dataType, code: "not-on-the-line", message },
    };
  }
  const perLayer = (twice.dispatches - once.dispatches) / layers;
  return {
    ...thrice,
    ...(once.tuning && { tuning: once.tuning }),
    interval: line.total,
    verification: worse(worse(once.verification, twice.verification), thrice.verification),
    warnings: [
      ...once.warnings,
      ...twice.warnings,
      ...thrice.warnings,
      extrapolated(model.id, layers, model.layers),
    ],
    dispatches: once.dispatches + perLayer * (model.layers - layers),
    layersMeasured: 3 * layers,
    extrapolated: true,
    residency,
  };
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
