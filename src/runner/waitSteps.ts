import type { DataType } from "../domain/dataType.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import type { Seconds } from "../domain/units.ts";
import { measureDecodeStep, measurePrefillStep } from "../measure/step/measureStep.ts";
import { forwardModelById } from "../reference/forwardModels.ts";
import type { StepSizes } from "../workloads/suites.ts";
import type { Scene, Step } from "./scene.ts";
import { commonOf, roomForDecode, roomForPrompt, sizesOf } from "./stepRoom.ts";

/** Seconds of a prompt, as measured before in this run or now; undefined where it could not be. */
const promptSeconds = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  promptTokens: number,
): Promise<Seconds | undefined> => {
  const { ledger, session } = scene;
  const known = ledger
    .summary()
    .prefill.find(
      (row) =>
        row.includes === "step" &&
        row.model === model.id &&
        row.dataType === dataType &&
        row.promptTokens === promptTokens,
    );
  if (known) return known.seconds.median;
  const plan = await roomForPrompt(scene, model, dataType, promptTokens);
  if (plan.status === "refused") return undefined;
  const task = { ...commonOf(scene, model, dataType, plan), promptTokens };
  const measured = await measurePrefillStep(session.measuring, task);
  if (measured.status !== "skipped") ledger.addPrefill(measured);
  return measured.status === "measured" ? measured.row.seconds.median : undefined;
};

/**
 * What one user waits for: the prompt, then a token at the middle of the answer, which stands for all of
 * them, as a step's time grows evenly with its context.
 */
export const waitFor = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  waits: StepSizes["waits"],
): Promise<void> => {
  const { ledger, session } = scene;
  for (const { promptTokens, answerTokens } of waits) {
    const skip = (message: string): void =>
      ledger.skip({
        id: `latency ${model.id} of ${promptTokens} and ${answerTokens}`,
        dataType,
        code: "does-not-fit",
        message,
      });
    const timeToFirstToken = await promptSeconds(scene, model, dataType, promptTokens);
    if (timeToFirstToken === undefined) {
      skip(`A prompt of ${promptTokens} tokens could not be read whole.`);
      continue;
    }
    const contextTokens = promptTokens + answerTokens / 2;
    const plan = await roomForDecode(scene, model, dataType, 1, contextTokens);
    if (plan.status === "refused") {
      skip(plan.message);
      continue;
    }
    const task = { ...commonOf(scene, model, dataType, plan), batch: 1, contextTokens };
    const measured = await measureDecodeStep(session.measuring, task);
    if (measured.status !== "measured") {
      ledger.addDecode(measured); // skipped, and told why
      continue;
    }
    const timePerOutputToken = measured.row.secondsPerStep.median;
    const wait = { promptTokens, answerTokens, timeToFirstToken, timePerOutputToken };
    ledger.addLatency({ model: model.id, dataType, ...wait });
  }
};

/** Models whose prompts were read whole, in one type. */
const modelsRead = ({ ledger }: Scene, dataType: DataType): readonly ForwardModel[] => {
  const rows = ledger
    .summary()
    .prefill.filter((row) => row.includes === "step" && row.dataType === dataType);
  return [...new Set(rows.map(({ model }) => model))].flatMap((id) => forwardModelById(id) ?? []);
};

/** What one user waits for, of every model that was read and written whole. */
export const waitStep = (dataType: DataType): Step => ({
  now: "a prompt and its answer, as one user waits for them",
  because: "the first token waits for the whole prompt, and every other for a step of its own",
  share: 3,
  run: async (scene) => {
    for (const model of modelsRead(scene, dataType)) {
      await waitFor(scene, model, dataType, sizesOf(scene, model).waits);
    }
  },
});
