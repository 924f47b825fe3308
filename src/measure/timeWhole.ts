import type { DataType } from "../domain/dataType.ts";
import type { Model } from "../domain/model.ts";
import type { Residency, Verification, Warning } from "../domain/result.ts";
import type { Variant } from "../kernels/kernel.ts";
import type { ModelPlan } from "../workloads/modelPlan.ts";
import { layerLine } from "./layerLine.ts";
import type { ChainTiming } from "./timeChain.ts";

export type RunnablePlan = Exclude<ModelPlan, { status: "refused" }>;

type Timed = Extract<ChainTiming, { status: "timed" }>;
/** Some layers' time; a variant where one was chosen by it. */
export type LayersTiming =
  (Omit<Timed, "variant"> & { readonly variant?: Variant }) | Exclude<ChainTiming, Timed>;

export interface WholeTiming extends Omit<Timed, "variant"> {
  readonly layersMeasured: number;
  readonly extrapolated: boolean;
  readonly residency: Residency;
}

export interface WholeTask {
  readonly model: Model;
  readonly dataType: DataType;
  readonly plan: RunnablePlan;
  /** Of so many layers' weights. */
  readonly residency: (layers: number) => Residency;
  /** Times so many layers with all that is outside of them, by a variant where one was chosen before. */
  readonly time: (layers: number, chosen: Variant | undefined) => Promise<LayersTiming>;
}

const worse = (a: Verification, b: Verification): Verification =>
  a.maxRelativeError / a.tolerance >= b.maxRelativeError / b.tolerance ? a : b;

const extrapolated = (name: string, layers: number, of: number): Warning => ({
  code: "extrapolated",
  message: `${name}: ${of} layers follow from ${layers}, ${2 * layers} and ${3 * layers}.`,
  data: { of: name },
});

/** The whole model's time, or that of L, 2L and 3L of its layers, from which the whole follows. */
export const timeWhole = async ({
  model,
  dataType,
  plan,
  residency,
  time,
}: WholeTask): Promise<WholeTiming | Exclude<ChainTiming, Timed>> => {
  const layers = plan.status === "whole" ? model.layers : plan.layers;
  const once = await time(layers, undefined);
  if (once.status !== "timed") return once;
  if (plan.status === "whole") {
    const whole = { layersMeasured: layers, extrapolated: false, residency: residency(layers) };
    return { ...once, ...whole };
  }
  const twice = await time(2 * layers, once.variant);
  if (twice.status !== "timed") return twice;
  const thrice = await time(3 * layers, once.variant);
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
    residency: residency(layers),
  };
};
