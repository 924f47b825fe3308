import type { DataType } from "../domain/dataType.ts";
import { layerProjections, type Model } from "../domain/model.ts";
import type { BytesPerSecond, FlopsPerSecond, Seconds } from "../domain/units.ts";
import { layerWork } from "../domain/work.ts";
import { cautious } from "./modelPlan.ts";

/** Through how many layers so many users go, or why through none. */
export type BatchPlan =
  | { readonly status: "run"; readonly layers: number }
  | { readonly status: "refused"; readonly code: "takes-too-long"; readonly message: string };

export interface BatchPlanInput {
  readonly model: Model;
  readonly dataType: DataType;
  readonly batch: number;
  /** Layers with weights of their own that there are, or that a working set takes. */
  readonly layers: number;
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
  readonly longestSeconds: Seconds;
}

/** More layers than one only as far as a repetition stays this short: enough samples take long else. */
const comfortable: Seconds = 0.05;

/** All layers, else as many as so many users go through in a short repetition, one at least. */
export const planBatch = (input: BatchPlanInput): BatchPlan => {
  const { model, dataType, batch, layers, bytesPerSecond, flopsPerSecond, longestSeconds } = input;
  const { bytes, flops } = layerWork(model, dataType, batch);
  const seconds = Math.max(bytes / bytesPerSecond, flops / flopsPerSecond) / cautious;
  if (seconds <= longestSeconds) {
    const short = Math.max(1, Math.floor(comfortable / seconds));
    return { status: "run", layers: Math.min(layers, short) };
  }
  return {
    status: "refused",
    code: "takes-too-long",
    message: `One layer of ${model.name} for ${batch} users would take about ${seconds.toPrecision(2)} s each time, and ${longestSeconds} s are allowed.`,
  };
};

/** Shapes of the matrices of so many layers, in the order in which tokens meet them. */
export const layerShapes = (
  model: Model,
  layers: number,
): readonly { readonly rows: number; readonly columns: number }[] =>
  Array.from({ length: layers }, () => layerProjections(model)).flat();
