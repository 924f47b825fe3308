import type { DataType } from "../domain/dataType.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import { decodeStepWork, prefillStepWork } from "../domain/stepWork.ts";
import { tensorTypes } from "../domain/tensorTypes.ts";
import type { Seconds } from "../domain/units.ts";
import { candidatesOf } from "../measure/candidates.ts";
import { growArena } from "../measure/growArena.ts";
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
export const sizesOf = ({ suite, session }: Scene, model: ForwardModel): StepSizes => {
  const { adapterKind } = session.measuring;
  const { steps } = suite;
  if (model.id !== "tiny" && adapterKind === "hardware") return steps;
  return {
    ...steps,
    contexts: steps.contexts.slice(0, 1),
    batches: steps.batches.slice(0, 1),
    prompts: [promptTokensOf(model, adapterKind)],
    waits: [],
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
export const commonOf = (scene: Scene, model: ForwardModel, dataType: DataType, plan: Plan) => ({
  model,
  dataType,
  plan,
  cacheBytes: knownCacheBytes(scene),
  choice: choiceOf(scene),
});

/** How much of a model's decode step can run, with memory made for it. */
export const roomForDecode = (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  batch: number,
  contextTokens: number,
): Promise<ModelPlan> =>
  makeRoom(
    scene,
    model,
    dataType,
    { sequences: batch, rowsPerSequence: 1, context: contextTokens },
    (layers) =>
      decodeStepWork(model, dataType, { batch, contextTokens, layers }).bytes /
      (cautious * decodeRate(scene)),
  );

/** How much of a model's prompt can run, with memory made for it. */
export const roomForPrompt = (
  scene: Scene,
  model: ForwardModel,
  dataType: DataType,
  promptTokens: number,
): Promise<ModelPlan> =>
  makeRoom(
    scene,
    model,
    dataType,
    { sequences: 1, rowsPerSequence: promptTokens, context: promptTokens },
    (layers) => {
      const work = prefillStepWork(model, dataType, { promptTokens, layers });
      return work.flops / (cautious * knownArithmetic(scene)) + work.bytes / knownMemoryRate(scene);
    },
  );
