import type { DataType } from "../../../src/domain/dataType.ts";
import type { ForwardModel } from "../../../src/domain/forwardModel.ts";
import type { DecodeMeasurement, PrefillMeasurement } from "../../../src/domain/result.ts";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { matrixKernel } from "../../../src/kernels/kernels.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { Pipelines } from "../../../src/measure/pipelines.ts";
import {
  measureDecodeStep,
  measurePrefillStep,
  type DecodeStepTask,
  type MeasuredDecode,
  type MeasuredPrefill,
} from "../../../src/measure/step/measureStep.ts";
import { stepWeightBytes } from "../../../src/measure/step/stepWeights.ts";
import type { RunnablePlan } from "../../../src/measure/timeWhole.ts";
import { Ledger } from "../../../src/runner/ledger.ts";
import type { Scene } from "../../../src/runner/scene.ts";
import { waitFor } from "../../../src/runner/waitSteps.ts";
import { suites, type StepSizes } from "../../../src/workloads/suites.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { liveLabels } from "./bufferCensus.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { trialContext } from "./trialContext.ts";

export interface StepTrial {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  readonly plan: RunnablePlan;
  /** A decode step, or else a prompt. */
  readonly decode?: Pick<DecodeStepTask, "batch" | "contextTokens" | "breakdown">;
  readonly promptTokens?: number;
  /** Of a prompt, also its attention alone. */
  readonly attention?: boolean;
  /** Of one kernel, by its id. */
  readonly mutation?: Mutation & { readonly kernel: string };
}

export interface StepOutcome {
  readonly measured: Measured<DecodeMeasurement | PrefillMeasurement> &
    Pick<MeasuredDecode, "breakdown"> &
    Pick<MeasuredPrefill, "attention">;
  readonly leaked: readonly string[];
}

/** Measures a whole step as a run does, with a fault in one kernel where the trial says so. */
export const measureStep = async (trial: StepTrial): Promise<StepOutcome> => {
  const { model, dataType, plan, decode, promptTokens = 1, attention = false, mutation } = trial;
  const context = await trialContext();
  const { gpu, arena } = context;
  const before = liveLabels().length;
  await arena.grow(1.2 * stepWeightBytes(model, tensorTypes(model, dataType)) + 2 ** 16);
  const mutated = new Pipelines(gpu);
  const pipelines = {
    get: (kernel, variant) =>
      mutation && kernel.id === mutation.kernel
        ? mutated.get(kernel, { ...variant, source: mutatedSource(variant.source, mutation) })
        : context.pipelines.get(kernel, variant),
  } satisfies Pick<Pipelines, "get"> as Pipelines;
  const measuring = briefMeasuring({ ...context, pipelines });
  const common = {
    model,
    dataType,
    plan,
    cacheBytes: 0,
    choice: {
      gemmOf: (type: DataType) => matrixKernel("gemm", type),
      variantOf: (kernel: ReturnType<typeof matrixKernel>) =>
        variantById(kernel, kernel.softwareVariant),
    },
  };
  const measured = decode
    ? await measureDecodeStep(measuring, { ...common, ...decode })
    : await measurePrefillStep(measuring, { ...common, promptTokens, attention });
  arena.release();
  return { measured, leaked: liveLabels().slice(before) };
};

export interface WaitTrial {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  readonly waits: StepSizes["waits"];
  readonly memoryBytes: number;
}

/** What one user waits for, as a run measures it, within so much memory. */
export const measureWaits = async ({ model, dataType, waits, memoryBytes }: WaitTrial) => {
  const context = await trialContext();
  const before = liveLabels().length;
  const ledger = new Ledger(() => undefined);
  const session = { measuring: briefMeasuring(context), memoryBytes, deviceClass: "discrete" };
  const scene = { session, ledger, suite: suites.full, options: { suite: "full" } };
  await waitFor(scene as unknown as Scene, model, dataType, waits);
  context.arena.release();
  const { latency, prefill, skipped } = ledger.summary();
  return { latency, prefill, skipped, leaked: liveLabels().slice(before) };
};
