import type { DataType } from "../domain/dataType.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import { decodeStepWork, prefillStepWork } from "../domain/stepWork.ts";
import { tensorTypes } from "../domain/tensorTypes.ts";
import type { Seconds } from "../domain/units.ts";
import { candidatesOf } from "../measure/candidates.ts";
import { growArena } from "../measure/growArena.ts";
import {
  decodeStepId,
  measureDecodeStep,
  measurePrefillStep,
  prefillStepId,
} from "../measure/step/measureStep.ts";
import { besidesWeights, stepBytes, withLayers } from "../measure/step/stepMemory.ts";
import { stepWeightBytes } from "../measure/step/stepWeights.ts";
import type { StepKernelChoice } from "../measure/step/timeStep.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { cautious, planModel, promptTokensOf, type ModelPlan } from "../workloads/modelPlan.ts";
import type { StepTask } from "../workloads/stepPlan.ts";
import type { StepSizes } from "../workloads/suites.ts";
import { fastestProduct } from "./fastestProduct.ts";
import {
  decodeRate,
  knownArithmetic,
  knownCacheBytes,
  knownMemoryRate,
  type Scene,
} from "./scene.ts";

/** Staging takes the rest. */
const shareOfMemory = 0.95;
/** Who names a model waits longer for it. */
const longestAsked: Seconds = 5;

/** The model made for processors, and processors themselves, take the smallest sizes only. */
const sizesOf = ({ suite, session }: Scene, model: ForwardModel): StepSizes => {
  const { adapterKind } = session.measuring;
  const { steps } = suite;
  if (model.id !== "tiny" && adapterKind === "hardware") return steps;
  return {
    ...steps,
    contexts: steps.contexts.slice(0, 1),
    batches: steps.batches.slice(0, 1),
    prompts: [promptTokensOf(model, adapterKind)],
  };
};

/** What won a race in this run, or earlier: the kernel's own, else its default. */
const choiceOf = ({ session, ledger }: Scene): StepKernelChoice => {
  const { context, adapterKind, tuner } = session.measuring;
  const { kernels } = ledger.summary();
  return {
    gemmOf: (dataType) => fastestProduct(kernels, dataType),
    variantOf: (kernel) => {
      const candidates = candidatesOf(context.gpu, kernel, adapterKind);
      const winner = tuner.lastWinner(kernel.id);
      return candidates.find(({ id }) => id === winner) ?? candidates[0];
    },
  };
};

type Problem = Omit<StepTask, "model" | "types">;

const planFor = (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  problem: Problem,
  seconds: (layers: number) => Seconds,
  memoryBytes = scene.session.memoryBytes * shareOfMemory,
): ModelPlan => {
  const task = { ...problem, model, types: tensorTypes(model, dataType) };
  const period = model.window?.period ?? 1;
  return planModel({
    model,
    dataType,
    memoryBytes,
    seconds,
    longestSeconds: scene.options.models ? longestAsked : scene.suite.longestRepetitionSeconds,
    bytes: (layers) => stepBytes(task, layers),
    period: Number.isFinite(period) ? period : 1,
  });
};

/** Grows the arena for the plan; where it does not grow as far, plans again for what there is. */
const makeRoom = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  problem: Problem,
  seconds: (layers: number) => Seconds,
): Promise<ModelPlan> => {
  const plan = planFor(scene, model, dataType, problem, seconds);
  if (plan.status === "refused") return plan;
  const { session, ledger } = scene;
  const { arena } = session.measuring.context;
  const types = tensorTypes(model, dataType);
  const own = withLayers(model, plan.status === "whole" ? model.layers : 3 * plan.layers);
  const needed = stepWeightBytes(own, types);
  const besides = besidesWeights({ ...problem, model: own, types });
  if (arena.bytes + besides > session.memoryBytes) arena.shrink(needed);
  const ceiling = ledger.ceilings.memory?.bytesPerSecond;
  const { weights } = matrixKernel("gemv", types.matrices);
  const warnings = await growArena(session.measuring, needed, weights, ceiling);
  if (warnings.length === 0) return plan;
  for (const warning of warnings) ledger.warn(warning);
  return planFor(scene, model, dataType, problem, seconds, arena.bytes * 0.98 + besides);
};

type Plan = Exclude<ModelPlan, { status: "refused" }>;

/** What every measurement of a whole step is given. */
const commonOf = (scene: Scene, model: ForwardModel, dataType: DataType, plan: Plan) => ({
  model,
  dataType,
  plan,
  cacheBytes: knownCacheBytes(scene),
  choice: choiceOf(scene),
});

/** Whole decode steps at every context and for every number of users; whether the first was measured. */
export const decodeWhole = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
): Promise<boolean> => {
  const { ledger, session, options } = scene;
  const { contexts, batches } = sizesOf(scene, model);
  let first: boolean | undefined;
  for (const contextTokens of contexts) {
    for (const batch of batches) {
      const problem = { sequences: batch, rowsPerSequence: 1, context: contextTokens };
      const seconds = (layers: number): Seconds =>
        decodeStepWork(model, dataType, { batch, contextTokens, layers }).bytes /
        (cautious * decodeRate(scene));
      const plan = await makeRoom(scene, model, dataType, problem, seconds);
      if (plan.status === "refused") {
        const { code, message } = plan;
        const id = decodeStepId(model, batch, contextTokens);
        if (first || options.models) ledger.skip({ id, dataType, code, message });
        if (first === undefined) return false;
        continue;
      }
      const task = { ...commonOf(scene, model, dataType, plan), batch, contextTokens };
      const measured = await measureDecodeStep(session.measuring, task);
      ledger.addDecode(measured);
      first ??= measured.status === "measured";
      if (!first) return false;
    }
  }
  return first ?? false;
};

/** Whole prompts of every length; whether one was measured. */
export const prefillWhole = async (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
): Promise<boolean> => {
  const { ledger, session, options } = scene;
  let any = false;
  for (const promptTokens of sizesOf(scene, model).prompts) {
    const problem = { sequences: 1, rowsPerSequence: promptTokens, context: promptTokens };
    const seconds = (layers: number): Seconds => {
      const work = prefillStepWork(model, dataType, promptTokens, layers);
      return work.flops / (cautious * knownArithmetic(scene)) + work.bytes / knownMemoryRate(scene);
    };
    const plan = await makeRoom(scene, model, dataType, problem, seconds);
    if (plan.status === "refused") {
      const { code, message } = plan;
      const id = prefillStepId(model, promptTokens);
      if (any || options.models) ledger.skip({ id, dataType, code, message });
      continue;
    }
    const task = { ...commonOf(scene, model, dataType, plan), promptTokens };
    const measured = await measurePrefillStep(session.measuring, task);
    ledger.addPrefill(measured);
    any ||= measured.status === "measured";
  }
  return any;
};
