import type { Interval } from "../../domain/interval.ts";
import { attentionWork } from "../../domain/attentionWork.ts";
import type { KernelMeasurement } from "../../domain/result.ts";
import type { Bytes } from "../../domain/units.ts";
import { attendMatrixId } from "../../kernels/step/attendMatrix.ts";
import type { StepOperation } from "../../workloads/stepPlan.ts";
import { layerWindow } from "../../workloads/stepTensors.ts";
import type { Measuring } from "../measuring.ts";
import { sample } from "../sampler.ts";
import type { OpenStep } from "./timeStep.ts";

/** A kernel's row but for what the proof of the whole step says, and the bytes that a cache may hold of it. */
export type AttentionTime = Omit<KernelMeasurement, "verification" | "cacheShareMax"> & {
  /** Keys and values of all layers that were timed. */
  readonly cachedBytes: Bytes;
};

/** It is timed as briefly as a part of a step that is left out. */
const shareOfBudget = 0.25;

const divided = ({ median, low, high, samples }: Interval, by: number): Interval => ({
  median: median / by,
  low: low / by,
  high: high / by,
  samples: samples.map((seconds) => seconds / by),
});

/**
 * Attention of a proved prompt alone, on the same buffers, of one layer that sees all of the context; undefined where
 * no layer does, or where a time could not be told.
 */
export const timeAttention = async (
  { clock, sampling, signal, pause }: Measuring,
  { parts, step }: OpenStep,
): Promise<AttentionTime | undefined> => {
  const { plan, pipelines } = parts;
  const { model } = plan;
  const isTimed = (operation: StepOperation): boolean =>
    (operation.kind === "attend" || operation.kind === "merge") &&
    layerWindow(model, operation.layer) === undefined;
  const layers = plan.operations.filter(
    (operation) => operation.kind === "attend" && isTimed(operation),
  ).length;
  if (layers === 0) return undefined;
  const brief = { ...sampling, budgetSeconds: shareOfBudget * sampling.budgetSeconds };
  const work = step.without((operation) => !isTimed(operation));
  try {
    const outcome = await sample(work, clock, brief, signal, pause);
    if (outcome.status !== "measured") return undefined;
    const { heads, kvHeads, headDim } = model;
    const { context } = plan; // of the last chunk: all of the prompt
    const problem = { heads, kvHeads, headDim, context };
    return {
      id: pipelines.attention.id,
      phase: "prefill",
      operation: "attention",
      dataType: "f16", // of keys and values
      shape: { batch: 1, ...problem },
      variant: pipelines.attentionVariant,
      ceiling: pipelines.attention.id === attendMatrixId ? "matrixF16F32" : "f32",
      residency: "memory",
      ...attentionWork({ ...problem, sequences: 1, rowsPerSequence: context }),
      seconds: divided(outcome.interval, layers),
      cachedBytes: layers * 4 * kvHeads * headDim * context,
    };
  } finally {
    work.release();
  }
};
