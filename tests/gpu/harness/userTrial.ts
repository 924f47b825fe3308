import type { DataType } from "../../../src/domain/dataType.ts";
import type { BatchMeasurement } from "../../../src/domain/result.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { measureBatch } from "../../../src/measure/measureBatch.ts";
import { Tuner } from "../../../src/measure/tuner.ts";
import { placeMatrices } from "../../../src/measure/weightPlacement.ts";
import type { Entrant } from "../../../src/workloads/batchEntrants.ts";
import { layerShapes } from "../../../src/workloads/batchPlan.ts";
import { smallModel } from "../smallModel.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { kernelById } from "./prepareKernel.ts";
import { trialContext } from "./trialContext.ts";

/** Users at once through layers of the small model. */
export interface UserTrial {
  readonly kernel: string;
  readonly dataType: DataType;
  readonly batch: number;
  readonly layers: number;
  /** Absent: the kernel as it is. */
  readonly mutation?: Mutation;
  /** Another kernel that is raced against it. */
  readonly rival?: string;
}

export interface UserOutcome {
  readonly measured: Measured<BatchMeasurement>;
  readonly leaked: number;
}

const entrantFor = (id: string, mutation?: Mutation): Entrant => {
  const kernel = kernelById(id);
  if (kernel.operation === "other") throw new TypeError(`${id} takes no matrix`);
  const variant = variantById(kernel, kernel.softwareVariant);
  if (!mutation) return { kernel, variant };
  const source = mutatedSource(variant.source, mutation);
  return { kernel, variant: { ...variant, id: mutation.replace, source } };
};

const secondsForRace = 20;

/** Measures as a run does, with a fault in the kernel and a rival where the trial says so. */
export const measureUsers = async (trial: UserTrial): Promise<UserOutcome> => {
  const { dataType, batch, layers, mutation, rival } = trial;
  const context = await trialContext();
  const { gpu, arena } = context;
  const entrant = entrantFor(trial.kernel, mutation);
  const before = gpu.liveBuffers;
  await arena.grow(2 ** 22);
  const matrices = placeMatrices(
    arena.buffers,
    layerShapes(smallModel, layers),
    entrant.kernel.weights,
  );
  if (!matrices) throw new Error("the layers do not fit");
  await arena.prepare(matrices);
  const measuring = {
    ...briefMeasuring(context),
    tuner: new Tuner(rival === undefined ? 0 : secondsForRace),
  };
  const measured = await measureBatch(measuring, {
    model: smallModel,
    dataType,
    batch,
    layers,
    residency: "cache",
    matrices,
    entrants: rival === undefined ? [entrant] : [entrant, entrantFor(rival)],
  });
  arena.release();
  return { measured, leaked: gpu.liveBuffers - before };
};
