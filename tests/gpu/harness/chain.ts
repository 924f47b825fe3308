import type { DataType } from "../../../src/domain/dataType.ts";
import type { Model } from "../../../src/domain/model.ts";
import type { DecodeMeasurement, Verification } from "../../../src/domain/result.ts";
import { readBuffer } from "../../../src/gpu/readBuffer.ts";
import { variantById, type MatrixKernel } from "../../../src/kernels/kernel.ts";
import { matrixKernel } from "../../../src/kernels/kernels.ts";
import { createChainWork } from "../../../src/measure/chainWork.ts";
import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import { measureDecode } from "../../../src/measure/measureModel.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { placedBytes, placeMatrices } from "../../../src/measure/weightPlacement.ts";
import { tiny } from "../../../src/reference/models.ts";
import { planChain } from "../../../src/workloads/chain.ts";
import { planModel } from "../../../src/workloads/modelPlan.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { liveBuffersLabelled, liveLabels } from "./bufferCensus.ts";
import { verdictOf } from "./prove.ts";
import { trialContext } from "./trialContext.ts";

export interface ChainInput {
  readonly dataType: DataType;
  /** 1 is a decode step, more are a prompt. */
  readonly tokens: number;
  readonly layers: number;
  readonly bufferBytes?: number;
  readonly workgroupsPerPass?: number;
  /** Turns one bit of the first weight of this product, 0 being the first of layer 0. */
  readonly changedProduct?: number;
}

export interface ChainOutcome {
  readonly verification: Verification;
  readonly dispatches: number;
  readonly products: number;
  /** The last output. */
  readonly output: readonly number[];
  readonly errors: readonly string[];
  readonly leaked: readonly string[];
}

const compiled = async ({ pipelines }: GpuContext, kernel: MatrixKernel) => {
  const variant = variantById(kernel, kernel.softwareVariant);
  const compilation = await pipelines.get(kernel, variant);
  if (compilation.status !== "compiled") throw new Error(compilation.message);
  return { kernel, variant, pipeline: compilation.pipeline };
};

/** Proves the chain of `tiny` and gives what it puts out; equal inputs give equal outputs. */
export const proveChain = async (input: ChainInput): Promise<ChainOutcome> => {
  const { dataType, tokens, layers, workgroupsPerPass = Infinity, changedProduct } = input;
  const context = await trialContext(input.bufferBytes);
  const { gpu, arena } = context;
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const gemv = await compiled(context, matrixKernel("gemv", dataType));
  const gemm = tokens > 1 ? await compiled(context, matrixKernel("gemm", dataType)) : undefined;
  const format = gemv.kernel.weights;
  const plan = planChain(tiny, layers, tokens, format);
  const shapes = plan.steps.map(({ projection }) => projection);
  const bytes = shapes.map(({ rows, columns }) => placedBytes(rows, columns, format));
  await arena.grow(1.2 * bytes.reduce((sum, each) => sum + each, 0) + 2 ** 16);
  const matrices = placeMatrices(arena.buffers, shapes, format);
  if (!matrices) throw new Error("the matrices do not fit");
  await arena.prepare(matrices);
  if (changedProduct !== undefined) {
    const { source, offset } = matrices[changedProduct]!.slices[0]!;
    const [word] = new Uint32Array(await readBuffer(gpu, source.buffer, offset, 4));
    gpu.device.queue.writeBuffer(source.buffer, offset, new Uint32Array([word! ^ 0x8000]));
  }
  const chain = createChainWork(context, plan, { gemv, ...(gemm && { gemm }) }, matrices);
  const verification = await verdictOf(
    chain.prove(Math.min(workgroupsPerPass, chain.work.workgroupsPerRepetition)),
  );
  const [head] = liveBuffersLabelled(["head"]);
  const output = new Float32Array(await readBuffer(gpu, head!, 0, 4 * tiny.vocabulary));
  await gpu.settleErrors();
  chain.release();
  arena.release();
  return {
    verification,
    dispatches: chain.dispatchesPerRepetition,
    products: plan.steps.length,
    output: [...output],
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().slice(before),
  };
};

const tall: Model = {
  ...tiny,
  id: "tall",
  name: "Tall",
  hidden: 256,
  layers: 12,
  heads: 4,
  feedForward: 512,
  vocabulary: 512,
};

/** Decodes a model of 12 small layers, of which so many fit the memory. */
export const decodeTall = async (layersThatFit: number): Promise<Measured<DecodeMeasurement>> => {
  const context = await trialContext();
  const gemv = matrixKernel("gemv", "f16");
  const gemm = matrixKernel("gemm", "f16");
  const bytesOf = (layers: number): number =>
    planChain(tall, layers, 1, gemv.weights)
      .steps.map(({ projection: { rows, columns } }) => placedBytes(rows, columns, gemv.weights))
      .reduce((sum, bytes) => sum + bytes, 0);
  const memoryBytes = 1.1 * bytesOf(layersThatFit);
  await context.arena.grow(memoryBytes);
  const plan = planModel({
    model: tall,
    dataType: "f16",
    memoryBytes,
    seconds: () => 0,
    longestSeconds: 1,
  });
  if (plan.status === "refused") throw new Error(plan.message);
  const task = { model: tall, dataType: "f16" as const, gemv, gemm, cacheBytes: 0 };
  const measured = await measureDecode(briefMeasuring(context), task, plan);
  context.arena.release();
  return measured;
};
