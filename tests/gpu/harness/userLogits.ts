import type { DataType } from "../../../src/domain/dataType.ts";
import type { ForwardModel } from "../../../src/domain/forwardModel.ts";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { readBuffer } from "../../../src/gpu/readBuffer.ts";
import { createCaches } from "../../../src/measure/step/stepCaches.ts";
import { placeStepWeights, stepWeightBytes } from "../../../src/measure/step/stepWeights.ts";
import { startForwardPass } from "../../forward/forwardPass.ts";
import { liveLabels } from "./bufferCensus.ts";
import {
  difference,
  forwardWeights,
  prepare,
  type LogitsInput,
  type LogitsOutcome,
} from "./logits.ts";
import { verdictOf } from "./prove.ts";
import { trialContext } from "./trialContext.ts";

export interface UserLogitsInput extends Pick<LogitsInput, "mutation" | "bufferBytes"> {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  readonly users: number;
  /** Of each user, who writes from the first on. */
  readonly tokens: number;
}

/** No two users write the same. */
const tokenOf = ({ vocabulary }: ForwardModel, user: number, position: number): number =>
  (position * 7919 + user * 613 + 101) % vocabulary;

/** Lets users write at once, and compares the logits of each with a float64 forward pass of its own. */
export const compareUserLogits = async (
  input: UserLogitsInput,
): Promise<Omit<LogitsOutcome, "dispatches">> => {
  const { model, dataType, users, tokens, bufferBytes } = input;
  const context = await trialContext(bufferBytes);
  const { gpu, arena } = context;
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const types = tensorTypes(model, dataType);
  await arena.grow(1.2 * stepWeightBytes(model, types) + 2 ** 16);
  const weights = await placeStepWeights(context, model, types);
  const task = { model, types, sequences: users, rowsPerSequence: 1, context: tokens };
  const caches = await createCaches(context, task);
  if (!weights || !caches) throw new Error("out of memory");
  const known = forwardWeights(model, weights);
  const passes = Array.from({ length: users }, () =>
    startForwardPass({ ...model, tied: false }, known, { cache: "f16" }),
  );
  const { step, logits, release } = await prepare(context, task, weights, caches, input);

  const differences: number[] = [];
  let wrongChoices = 0;
  for (let position = 0; position < tokens; position++) {
    const inputs = passes.map((_, user) => ({ token: tokenOf(model, user, position), position }));
    const chosen = await step.run(inputs);
    const all = new Float32Array(await readBuffer(gpu, logits, 0, logits.size));
    const stride = all.length / users;
    const own = passes.map((pass, user) => {
      const actual = all.slice(user * stride, user * stride + model.vocabulary);
      if (actual.some((value) => value > actual[chosen[user]!]!)) wrongChoices += 1;
      return difference(actual, pass.feed([inputs[user]!.token]));
    });
    differences.push(Math.max(...own));
  }
  const proofs = [await verdictOf(step.prove(step.work.workgroupsPerRepetition))];
  await gpu.settleErrors();
  release();
  weights.release();
  caches.release();
  arena.release();
  return {
    differences,
    wrongChoices,
    proofs,
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().slice(before),
  };
};
