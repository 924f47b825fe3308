import { activationStride } from "../../kernels/matrixLayout.ts";
import { argmax, choose } from "../../kernels/step/argmax.ts";
import { headRows } from "../../workloads/stepPlan.ts";
import { compareRow } from "./compareRow.ts";
import {
  dispatchOf,
  readFloats,
  words,
  wordsOf,
  type StepParts,
  type WiredOperation,
} from "./stepParts.ts";

/** The largest logit of each row, in two dispatches; proved together. */
export const wireChoice = (
  parts: StepParts,
): { readonly argmax: WiredOperation; readonly choose: WiredOperation } => {
  const { context, plan, buffers } = parts;
  const columns = plan.model.vocabulary;
  const shape = { rows: headRows(plan), columns };
  return {
    argmax: {
      name: "argmax",
      dispatches: [dispatchOf(parts, argmax, shape, [buffers.logits, buffers.best])],
    },
    choose: {
      name: "the chosen token",
      dispatches: [dispatchOf(parts, choose, shape, [buffers.best, buffers.chosen])],
      check: async () => {
        const row = context.random.below(shape.rows);
        const [logits, chosen] = await readFloats(parts, [
          words(buffers.logits, row * activationStride(columns), columns),
          words(buffers.chosen, row, 1),
        ]);
        const token = wordsOf(chosen!)[0]!;
        return compareRow("the chosen token", choose.reference(logits!), [token], 0);
      },
    },
  };
};
