import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { Bytes } from "../../domain/units.ts";
import { planChunks, type StepTask } from "../../workloads/stepPlan.ts";
import { vectorLayout } from "../../workloads/stepTensors.ts";
import { activationSizes } from "./stepBuffers.ts";
import { cacheBytes } from "./stepCaches.ts";
import { stepWeightBytes } from "./stepWeights.ts";

/** The same model with its first layers only. */
export const withLayers = (model: ForwardModel, layers: number): ForwardModel => ({
  ...model,
  layers,
});

/** What a step takes beside its matrices: keys and values, vectors and activations. */
export const besidesWeights = (task: StepTask): Bytes => {
  const activations = Object.values(activationSizes(planChunks(task)[0]!, task.context));
  return (
    cacheBytes(task) +
    4 * vectorLayout(task.model).length +
    activations.reduce((sum, bytes) => sum + bytes, 0)
  );
};

/** All that so many layers of a step take, with embedding and head. */
export const stepBytes = (task: StepTask, layers = task.model.layers): Bytes => {
  const own = { ...task, model: withLayers(task.model, layers) };
  return stepWeightBytes(own.model, own.types) + besidesWeights(own);
};
