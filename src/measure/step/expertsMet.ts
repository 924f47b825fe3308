import { stepRows } from "../../workloads/stepPlan.ts";
import { readFloats, words, wordsOf, type StepParts } from "./stepParts.ts";

/** Distinct experts that a layer's tokens were sent to, asked right behind its routing. */
export const expertsMet = async (parts: StepParts): Promise<number> => {
  const { plan, buffers } = parts;
  const choices = stepRows(plan) * plan.model.experts!.chosen;
  const [chosen] = await readFloats(parts, [words(buffers.choices, 0, 2 * choices)]);
  return new Set(wordsOf(chosen!).filter((_, i) => i % 2 === 0)).size;
};
