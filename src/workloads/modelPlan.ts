import type { AdapterKind } from "../domain/capabilities.ts";
import type { Model } from "../domain/model.ts";
import type { Bytes, BytesPerSecond, FlopsPerSecond, Seconds } from "../domain/units.ts";
import { decodeWeightsWork, headWork, prefillWeightsFlops } from "../domain/work.ts";
import type { DataType } from "../domain/dataType.ts";

/** How much of a model runs. */
export type ModelPlan =
  | { readonly status: "whole" }
  /** `layers`, twice and three times as many are measured, and the rest follows from the line. */
  | { readonly status: "extrapolated"; readonly layers: number }
  | {
      readonly status: "refused";
      readonly code: "does-not-fit" | "takes-too-long";
      readonly message: string;
    };

export interface ModelPlanInput {
  readonly model: Model;
  readonly dataType: DataType;
  readonly memoryBytes: Bytes;
  /** Seconds of one repetition through this many layers, by the ceilings measured so far. */
  readonly seconds: (layers: number) => Seconds;
  readonly longestSeconds: Seconds;
  /** Memory that so many layers take with all that is outside of them; absent: that of weights alone. */
  readonly bytes?: (layers: number) => Bytes;
  /** Only multiples of so many layers are alike; absent: any number is. */
  readonly period?: number;
}

const measuredTimes = 3;

const mostLayers = (model: Model, fits: (layers: number) => boolean): number => {
  let layers = model.layers;
  while (layers > 0 && !fits(layers)) layers -= 1;
  return layers;
};

/** The whole model, else as many layers as fit memory and time three times over, else why not. */
export const planModel = (input: ModelPlanInput): ModelPlan => {
  const { model, dataType, memoryBytes, seconds, longestSeconds, period = 1 } = input;
  const bytes =
    input.bytes ?? ((layers: number): Bytes => decodeWeightsWork(model, dataType, layers).bytes);
  const fitting = mostLayers(model, (layers) => bytes(layers) <= memoryBytes);
  const quick = mostLayers(model, (layers) => seconds(layers) <= longestSeconds);
  if (Math.min(fitting, quick) === model.layers) return { status: "whole" };
  const fewest = measuredTimes * period;
  const layers = Math.floor(Math.min(fitting, quick) / fewest) * period;
  if (layers >= 1) return { status: "extrapolated", layers };
  return fitting < fewest
    ? {
        status: "refused",
        code: "does-not-fit",
        message: `${fewest} layers and the head of ${model.name} need ${(bytes(fewest) / 1e9).toFixed(1)} GB, and ${(memoryBytes / 1e9).toFixed(1)} GB may be taken.`,
      }
    : {
        status: "refused",
        code: "takes-too-long",
        message: `${fewest} layers of ${model.name} would take about ${seconds(fewest).toPrecision(2)} s each time, and ${longestSeconds} s are allowed.`,
      };
};

/** Share of a ceiling that a chain of kernels reaches for certain; planning by it errs on the slow side. */
export const cautious = 0.5;

export const decodeSeconds =
  (model: Model, dataType: DataType, bytesPerSecond: BytesPerSecond) =>
  (layers: number): Seconds =>
    decodeWeightsWork(model, dataType, layers).bytes / (cautious * bytesPerSecond);

export const prefillSeconds =
  (
    model: Model,
    dataType: DataType,
    promptTokens: number,
    flopsPerSecond: FlopsPerSecond,
    bytesPerSecond: BytesPerSecond,
  ) =>
  (layers: number): Seconds =>
    prefillWeightsFlops({ ...model, layers }, promptTokens) / (cautious * flopsPerSecond) +
    headWork(model, dataType).bytes / bytesPerSecond;

/** Software adapters, and the model that is made for them, read short prompts. */
export const promptTokensOf = (model: Model, adapterKind: AdapterKind): number =>
  model.id === "tiny" || adapterKind === "software" ? 16 : 512;
