import type { DataType } from "../../../src/domain/dataType.ts";
import type { BatchMeasurement } from "../../../src/domain/result.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { measureBatch } from "../../../src/measure/measureBatch.ts";
import { placeMatrices } from "../../../src/measure/weightPlacement.ts";
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
}

export interface UserOutcome {
  readonly measured: Measured<BatchMeasurement>;
  readonly leaked: number;
}

/** Measures as a run does, with one kernel and a fault in it where the trial says so. */
export const measureUsers = async (trial: UserTrial): Promise<UserOutcome> => {
  const { dataType, batch, layers, mutation } = trial;
  const context = await trialContext();
  const { gpu, arena } = context;
  const kernel = kernelById(trial.kernel);
  if (kernel.operation === "other") throw new TypeError(`${kernel.id} takes no matrix`);
  const own = variantById(kernel, kernel.softwareVariant);
  const variant = mutation
    ? { ...own, id: mutation.replace, source: mutatedSource(own.source, mutation) }
    : own;
  const before = gpu.liveBuffers;
  await arena.grow(2 ** 22);
  const matrices = placeMatrices(arena.buffers, layerShapes(smallModel, layers), kernel.weights);
  if (!matrices) throw new Error("the layers do not fit");
  await arena.prepare(matrices);
  const measured = await measureBatch(briefMeasuring(context), {
    model: smallModel,
    dataType,
    batch,
    layers,
    residency: "cache",
    matrices,
    entrants: [{ kernel, variant }],
  });
  arena.release();
  return { measured, leaked: gpu.liveBuffers - before };
};
