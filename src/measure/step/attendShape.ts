import type { AttendShape } from "../../kernels/step/attend.ts";
import type { StepPlan } from "../../workloads/stepPlan.ts";
import { layerWindow } from "../../workloads/stepTensors.ts";

/** Splits as short as a workgroup's run of keys fill a GPU with one user; more than so many only cost. */
const shortestSplit = 64;
const mostSplits = 64;

/**
 * Keys of a split: in decode the context is cut, so that one user fills the GPU; a prompt has queries
 * enough to fill it.
 */
const splitKeysOf = ({ rowsPerSequence, context, splitKeys }: StepPlan, seen: number): number => {
  if (rowsPerSequence > 1) return context;
  const runs = Math.ceil(seen / mostSplits / shortestSplit);
  return splitKeys ?? Math.max(1, runs) * shortestSplit;
};

/** The attention of one layer. */
export const attendShape = (plan: StepPlan, layer: number, capacity: number): AttendShape => {
  const { model, sequences, rowsPerSequence, context } = plan;
  const { heads, kvHeads, headDim, attentionScale } = model;
  const window = layerWindow(model, layer);
  const seen = Math.min(context, window ?? context);
  return {
    sequences,
    rowsPerSequence,
    heads,
    kvHeads,
    headDim,
    capacity,
    context,
    ...(window !== undefined && { window }),
    scale: attentionScale,
    splitKeys: splitKeysOf(plan, seen),
  };
};
