import type { SkipCode } from "../domain/codes.ts";
import type { DataType } from "../domain/dataType.ts";
import type { Model } from "../domain/model.ts";
import { layerWork } from "../domain/work.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { candidatesOf } from "../measure/candidates.ts";
import { growArena } from "../measure/growArena.ts";
import { batchId, measureBatch } from "../measure/measureBatch.ts";
import { placedBytes, placeMatrices, type WeightMatrix } from "../measure/weightPlacement.ts";
import { modelById, tiny } from "../reference/models.ts";
import { batchEntrants, type Entrant } from "../workloads/batchEntrants.ts";
import { layerShapes, planBatch } from "../workloads/batchPlan.ts";
import { residencyOf, shareForWeights } from "../workloads/memoryPlan.ts";
import type { BatchSweepPlan } from "../workloads/suites.ts";
import {
  decodeRate,
  knownArithmetic,
  knownCacheBytes,
  workingSetOf,
  type Scene,
  type Step,
} from "./scene.ts";

/** A processor multiplies so many tokens at once, and no more of them in an acceptable time. */
const mostSoftwareUsers = 16;

/** The largest model that a token was written with; on a processor the one made for it. */
const sweptModel = ({ session, ledger, suite, options }: Scene): Model => {
  if (session.measuring.adapterKind === "software") return tiny;
  const [largest] = ledger.summary().decode.toSorted((a, b) => b.bytesPerStep - a.bytesPerStep);
  const ids = [...(largest ? [largest.model] : []), ...(options.models ?? suite.models)];
  return ids.flatMap((id) => modelById(id) ?? [])[0] ?? tiny;
};

/** Writes the weights of at most so many layers; undefined where not one fits. */
const writeLayers = async (
  { session, ledger }: Scene,
  model: Model,
  dataType: DataType,
  layers: number,
): Promise<readonly WeightMatrix[] | undefined> => {
  const { measuring } = session;
  const { arena } = measuring.context;
  const { weights } = matrixKernel("gemv", dataType);
  const needed = layerShapes(model, layers)
    .map(({ rows, columns }) => placedBytes(rows, columns, weights))
    .reduce((sum, bytes) => sum + bytes, 0);
  const ceiling = ledger.ceilings.memory?.bytesPerSecond;
  for (const warning of await growArena(measuring, needed, weights, ceiling)) {
    ledger.warn(warning);
  }
  for (let count = layers; count > 0; count -= 1) {
    const matrices = placeMatrices(arena.buffers, layerShapes(model, count), weights);
    if (!matrices) continue;
    await arena.prepare(matrices);
    return matrices;
  }
  return undefined;
};

const winnerIn = (scene: Scene, id: string): string | undefined =>
  scene.session.measuring.tuner.lastWinner(id) ??
  scene.ledger
    .summary()
    .kernels.find((row) => row.id === id && row.verification.status === "passed")?.variant;

const sweep = async (
  scene: Scene,
  dataType: DataType,
  { batches, longestSeconds }: BatchSweepPlan,
): Promise<void> => {
  const { session, ledger } = scene;
  const { measuring } = session;
  const { adapterKind, context } = measuring;
  const model = sweptModel(scene);
  const skip = (batch: number, code: SkipCode, message: string): void =>
    ledger.skip({ id: batchId(model, batch), dataType, code, message });
  const planFor = (batch: number, layers: number) =>
    planBatch({
      model,
      dataType,
      batch,
      layers,
      bytesPerSecond: decodeRate(scene),
      flopsPerSecond: knownArithmetic(scene),
      longestSeconds,
    });

  const layerBytes = layerWork(model, dataType, 1).bytes;
  const distinct = Math.ceil(workingSetOf(scene).bytes / layerBytes);
  const affordable = Math.floor((session.memoryBytes * shareForWeights) / layerBytes);
  const first = planFor(1, Math.min(distinct, affordable));
  const matrices =
    first.status === "run" ? await writeLayers(scene, model, dataType, first.layers) : [];
  if (!matrices) {
    skip(1, "does-not-fit", `Not one layer of ${model.name} fits the memory at hand.`);
    return;
  }
  const perLayer = layerShapes(model, 1).length;
  let last: Entrant | undefined;
  for (const batch of batches) {
    if (adapterKind === "software" && batch > mostSoftwareUsers) return;
    const plan = planFor(batch, matrices.length / perLayer);
    if (plan.status === "refused") {
      skip(batch, plan.code, plan.message);
      return; // more users take longer still
    }
    const { layers } = plan;
    const raced = batchEntrants({
      dataType,
      batch,
      candidates: (kernel) => candidatesOf(context.gpu, kernel, adapterKind),
      winnerOf: ({ id }) => winnerIn(scene, id),
      last,
    });
    const entrants = adapterKind === "software" ? raced.slice(0, 1) : raced; // a race takes it minutes
    const measured = await measureBatch(measuring, {
      model,
      dataType,
      batch,
      layers,
      residency: residencyOf(layers * layerBytes, knownCacheBytes(scene)),
      matrices: matrices.slice(0, layers * perLayer),
      entrants,
    });
    ledger.addBatch(measured);
    if (measured.status === "measured") {
      const { row } = measured;
      last = entrants.find(
        ({ kernel, variant }) => kernel.id === row.kernel && variant.id === row.variant,
      );
    }
  }
};

/** One layer of the run's model for more and more users, in one type. */
export const batchStep = (dataType: DataType, plan: BatchSweepPlan): Step => ({
  now: `one layer for more and more users at once, in ${dataType}`,
  because: "weights that are fetched once serve them all, until arithmetic takes the time",
  share: 5,
  run: (scene) => sweep(scene, dataType, plan),
});
