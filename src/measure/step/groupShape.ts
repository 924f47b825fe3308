import type { GroupShape } from "../../kernels/step/group.ts";
import { stepRows, type StepPlan } from "../../workloads/stepPlan.ts";

/** How a step puts choices into tiles of one expert; undefined where each choice fetches its own. */
export const groupShape = (plan: StepPlan): GroupShape | undefined => {
  const { model, expertTileRows } = plan;
  if (!model.experts || expertTileRows === undefined) return undefined;
  const { count, chosen } = model.experts;
  return { tokens: stepRows(plan), chosen, experts: count, tileRows: expertTileRows };
};
