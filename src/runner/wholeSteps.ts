import type { DataType } from "../domain/dataType.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import {
  decodeStepId,
  measureDecodeStep,
  measurePrefillStep,
  prefillStepId,
} from "../measure/step/measureStep.ts";
import type { Scene } from "./scene.ts";
import { commonOf, roomForDecode, roomForPrompt, sizesOf } from "./stepRoom.ts";

/** Whole decode steps at every context and for every number of users; whether the first was measured. */
export const decodeWhole = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
): Promise<boolean> => {
  const { ledger, session, options } = scene;
  const { contexts, batches, breakdown: isWanted } = sizesOf(scene, model);
  let first: boolean | undefined;
  for (const contextTokens of contexts) {
    for (const batch of batches) {
      const plan = await roomForDecode(scene, model, dataType, batch, contextTokens);
      if (plan.status === "refused") {
        const { code, message } = plan;
        const id = decodeStepId(model, batch, contextTokens);
        if (first || options.models) ledger.skip({ id, dataType, code, message });
        if (first === undefined) return false;
        continue;
      }
      const breakdown = isWanted && first === undefined;
      const task = { ...commonOf(scene, model, dataType, plan), batch, contextTokens, breakdown };
      const measured = await measureDecodeStep(session.measuring, task);
      ledger.addDecode(measured);
      ledger.addBreakdown(measured.breakdown ?? []);
      first ??= measured.status === "measured";
      if (!first) return false;
    }
  }
  return first ?? false;
};

/** Models of other sizes can have the same attention, and so has one model in all types but f32. */
const isAttentionKnown = (
  { ledger }: Scene,
  { heads, kvHeads, headDim }: ForwardModel,
  context: number,
): boolean =>
  ledger
    .summary()
    .kernels.some(
      ({ shape }) =>
        "heads" in shape &&
        shape.heads === heads &&
        shape.kvHeads === kvHeads &&
        shape.headDim === headDim &&
        shape.context === context,
    );

/** Whole prompts of every length; whether one was measured. */
export const prefillWhole = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
): Promise<boolean> => {
  const { ledger, session, options } = scene;
  let any = false;
  const { prompts, breakdown } = sizesOf(scene, model);
  for (const promptTokens of prompts) {
    const plan = await roomForPrompt(scene, model, dataType, promptTokens);
    if (plan.status === "refused") {
      const { code, message } = plan;
      const id = prefillStepId(model, promptTokens);
      if (any || options.models) ledger.skip({ id, dataType, code, message });
      continue;
    }
    const isNew = dataType !== "f32" && !isAttentionKnown(scene, model, promptTokens);
    const attention = breakdown && isNew;
    const task = { ...commonOf(scene, model, dataType, plan), promptTokens, attention };
    const measured = await measurePrefillStep(session.measuring, task);
    ledger.addPrefill(measured);
    if (measured.attention) {
      ledger.addKernel({ status: "measured", row: measured.attention, warnings: [] });
    }
    any ||= measured.status === "measured";
  }
  return any;
};
