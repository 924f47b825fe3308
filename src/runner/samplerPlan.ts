import { assumedCacheBytes } from "../analysis/cacheKnee.ts";
import type { GateMetricName } from "../domain/gate.ts";
import type { Model } from "../domain/model.ts";
import type { SamplerSizes } from "../domain/sampler.ts";
import type { Bytes, BytesPerSecond, FlopsPerSecond, Seconds } from "../domain/units.ts";
import { bytesPerWeight } from "../domain/dataType.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { modelById } from "../reference/models.ts";
import { gemvSide, planWorkingSet, shareForWeights } from "../workloads/memoryPlan.ts";
import {
  decodeSeconds,
  planModel,
  prefillSeconds,
  promptTokensOf,
} from "../workloads/modelPlan.ts";
import type { SuitePlan } from "../workloads/suites.ts";
import { weightBytes } from "./modelSteps.ts";
import type { Session } from "./session.ts";

/** How large what a sampler keeps ready is. */
export interface SamplerPlan extends SamplerSizes {
  readonly model: Model | undefined;
  readonly arenaBytes: Bytes;
  readonly gemmSide: number;
}

export interface SamplerPlanInput {
  readonly session: Session;
  readonly suite: SuitePlan;
  readonly metrics: readonly GateMetricName[];
  readonly models: readonly string[] | undefined;
  readonly sizes: SamplerSizes | undefined;
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
}

/** A visit takes a handful of repetitions of each metric, and a gate hundreds of visits. */
const longestRepetition: Readonly<Record<"hardware" | "software", Seconds>> = {
  hardware: 0.1,
  software: 1,
};
const softwareGemvSide = 1024;
const gemmSides = { hardware: 2048, software: 256 } as const;

const largestModel = (input: SamplerPlanInput): Model | undefined => {
  const { session, suite, models, bytesPerSecond, flopsPerSecond } = input;
  const { adapterKind } = session.measuring;
  const fits = (model: Model): boolean => {
    const tokens = promptTokensOf(model, adapterKind);
    const writing = decodeSeconds(model, "f16", bytesPerSecond);
    const reading = prefillSeconds(model, "f16", tokens, flopsPerSecond, bytesPerSecond);
    const plan = planModel({
      model,
      dataType: "f16",
      memoryBytes: session.memoryBytes * shareForWeights,
      seconds: (layers) => Math.max(writing(layers), reading(layers) / 4), // of a prompt a visit takes fewer
      longestSeconds: models ? Infinity : longestRepetition[adapterKind],
    });
    return plan.status === "whole";
  };
  return (models ?? suite.models)
    .flatMap((id) => modelById(id) ?? [])
    .toSorted((one, other) => other.layers * other.hidden ** 2 - one.layers * one.hidden ** 2)
    .find(fits);
};

/** Sizes for this device: a whole model that is quick to run, and weights that the cache cannot hold. */
export const planSampler = (input: SamplerPlanInput): SamplerPlan => {
  const { session, suite, metrics, bytesPerSecond } = input;
  const { adapterKind } = session.measuring;
  const needsModel = metrics.some((name) => name === "decode" || name === "prefill");
  const model = needsModel ? largestModel(input) : undefined;
  const planned = planWorkingSet(
    {
      cacheBytes: assumedCacheBytes(session.deviceClass),
      memoryBytes: session.memoryBytes,
      bytesPerSecond,
    },
    suite.workingSetBytes,
  );
  const workingSetBytes = input.sizes?.workingSetBytes ?? planned.bytes;
  const modelBytes = model ? weightBytes(model, model.layers, matrixKernel("gemv", "f16")) : 0;
  return {
    model,
    workingSetBytes,
    arenaBytes: Math.max(workingSetBytes, modelBytes),
    gemvSide:
      input.sizes?.gemvSide ??
      (adapterKind === "software"
        ? softwareGemvSide
        : gemvSide(bytesPerWeight("f32"), workingSetBytes, bytesPerSecond)),
    gemmSide: gemmSides[adapterKind],
  };
};
