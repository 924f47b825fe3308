import type { DataType } from "../domain/dataType.ts";
import { layerProjections, headProjection, type Model } from "../domain/model.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import type { MatrixKernel } from "../kernels/kernel.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { growArena } from "../measure/growArena.ts";
import { measureDecode, measurePrefill } from "../measure/measureModel.ts";
import { placedBytes } from "../measure/weightPlacement.ts";
import { forwardModelById } from "../reference/forwardModels.ts";
import { modelById } from "../reference/models.ts";
import {
  decodeSeconds,
  planModel,
  prefillSeconds,
  promptTokensOf,
  type ModelPlan,
} from "../workloads/modelPlan.ts";
import { fastestProduct } from "./fastestProduct.ts";
import {
  decodeRate,
  knownArithmetic,
  knownCacheBytes,
  knownMemoryRate,
  type Scene,
  type Step,
} from "./scene.ts";
import { decodeWhole, prefillWhole } from "./wholeSteps.ts";

/** Activations, staging and outputs take the rest. */
const shareForWeights = 0.9;
/** Who names a model waits longer for it. */
const longestAsked: Seconds = 5;

const planFor = (
  scene: Scene,
  model: Model,
  dataType: DataType,
  seconds: (layers: number) => Seconds,
  memoryBytes = scene.session.memoryBytes * shareForWeights,
): ModelPlan =>
  planModel({
    model,
    dataType,
    memoryBytes,
    seconds,
    longestSeconds: scene.options.models ? longestAsked : scene.suite.longestRepetitionSeconds,
  });

const decodeTime = (scene: Scene, model: Model, dataType: DataType) =>
  decodeSeconds(model, dataType, decodeRate(scene));

const prefillTime = (scene: Scene, model: Model, dataType: DataType) =>
  prefillSeconds(
    model,
    dataType,
    promptTokensOf(model, scene.session.measuring.adapterKind),
    knownArithmetic(scene),
    knownMemoryRate(scene),
  );

/** Rows that do not fill the end of a buffer leave a rest there. */
const shareForRests = 0.01;

/** Bytes that so many layers and the head take in an arena. */
export const weightBytes = (model: Model, layers: number, { weights }: MatrixKernel): Bytes =>
  [...Array.from({ length: layers }, () => layerProjections(model)).flat(), headProjection(model)]
    .map(({ rows, columns }) => placedBytes(rows, columns, weights))
    .reduce((sum, bytes) => sum + bytes, 0) *
  (1 + shareForRests);

/** Grows the arena for the plan; where it does not grow as far, plans again for what there is. */
const makeRoom = async (
  scene: Scene,
  model: Model,
  dataType: DataType,
  plan: ModelPlan,
  seconds: (layers: number) => Seconds,
): Promise<ModelPlan> => {
  if (plan.status === "refused") return plan;
  const { session, ledger } = scene;
  const kernel = matrixKernel("gemv", dataType);
  const layers = plan.status === "whole" ? model.layers : 3 * plan.layers;
  const needed = weightBytes(model, layers, kernel);
  const ceiling = ledger.ceilings.memory?.bytesPerSecond;
  const warnings = await growArena(session.measuring, needed, kernel.weights, ceiling);
  if (warnings.length === 0) return plan;
  for (const warning of warnings) ledger.warn(warning);
  return planFor(scene, model, dataType, seconds, session.measuring.context.arena.bytes * 0.98);
};

/** Measures a model's whole step; whether that could be done. */
type MeasureWhole = typeof decodeWhole;

type Measure = (
  scene: Scene,
  model: Model,
  dataType: DataType,
  plan: Exclude<ModelPlan, { status: "refused" }>,
) => Promise<void>;

const measureModels = async (
  scene: Scene,
  phase: "decode" | "prefill",
  dataType: DataType,
  timeOf: typeof decodeTime,
  measureWhole: MeasureWhole,
  measure: Measure,
): Promise<void> => {
  const { ledger, options, suite } = scene;
  const asked = options.models;
  const wanted = (asked ?? suite.models).flatMap(
    (id) => modelById(id) ?? forwardModelById(id) ?? [],
  );
  let measured = 0;
  for (const model of wanted) {
    if (!asked && measured === suite.modelCount) break;
    const forward = forwardModelById(model.id);
    if (forward && (await measureWhole(scene, forward, dataType)) && !suite.steps.weightsAlone) {
      measured += 1;
      continue;
    }
    if (!modelById(model.id)) continue; // experts and windows have no chain of matrices alone
    const seconds = timeOf(scene, model, dataType);
    const first = planFor(scene, model, dataType, seconds);
    const plan = await makeRoom(scene, model, dataType, first, seconds);
    if (plan.status === "refused") {
      const { code, message } = plan;
      if (asked) ledger.skip({ id: `${phase} ${model.id}`, dataType, code, message });
      continue;
    }
    await measure(scene, model, dataType, plan);
    measured += 1;
  }
};

export const decodeStep = (dataType: DataType): Step => ({
  now: "writing a token through every layer of a model",
  because: "this is what a reader waits for: all weights fetched for each token",
  share: 4,
  run: (scene) =>
    measureModels(
      scene,
      "decode",
      dataType,
      decodeTime,
      decodeWhole,
      async (_, model, type, plan) => {
        const task = {
          model,
          dataType: type,
          cacheBytes: knownCacheBytes(scene),
          gemv: matrixKernel("gemv", type),
          gemm: matrixKernel("gemm", type),
        };
        scene.ledger.addDecode(await measureDecode(scene.session.measuring, task, plan));
      },
    ),
});

export const prefillStep = (dataType: DataType): Step => ({
  now: "reading a prompt through every layer of a model",
  because: "the same weights, fetched once for all tokens of the prompt",
  share: 5,
  run: (scene) =>
    measureModels(
      scene,
      "prefill",
      dataType,
      prefillTime,
      prefillWhole,
      async (_, model, type, plan) => {
        const task = {
          model,
          dataType: type,
          cacheBytes: knownCacheBytes(scene),
          tokens: promptTokensOf(model, scene.session.measuring.adapterKind),
          gemv: matrixKernel("gemv", type),
          gemm: fastestProduct(scene.ledger.summary().kernels, type),
        };
        scene.ledger.addPrefill(await measurePrefill(scene.session.measuring, task, plan));
      },
    ),
});
