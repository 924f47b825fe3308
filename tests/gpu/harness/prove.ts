import type { StreamShape, Verification } from "../../../src/domain/result.ts";
import type { MatrixShape } from "../../../src/domain/work.ts";
import {
  variantById,
  type Constants,
  type Kernel,
  type Variant,
} from "../../../src/kernels/kernel.ts";
import { WitnessError } from "../../../src/measure/gpuWork.ts";
import type { PreparedWork } from "../../../src/measure/preparedWork.ts";
import { liveLabels } from "./bufferCensus.ts";
import { kernelById, prepareKernel } from "./prepareKernel.ts";
import { sharedContext, trialContext } from "./trialContext.ts";

export interface ProofInput {
  readonly kernel: string;
  /** The one for software adapters where none is named. */
  readonly variant?: string;
  /** Other tiles than the variant's. */
  readonly constants?: Constants;
  readonly shape: MatrixShape | StreamShape;
  /** The most that one binding holds, to split weights over several. */
  readonly bufferBytes?: number;
  /** Workgroups of one pass, to split a repetition over several. */
  readonly workgroupsPerPass?: number;
  /** Fewer workgroups of one dimension than the device allows, to fold a grid cheaply. */
  readonly workgroupsPerDimension?: number;
}

export interface Proof {
  readonly verification: Verification;
  /** Errors of the GPU meanwhile: there may be none. */
  readonly errors: readonly string[];
  /** Labels of buffers that were not there before and still are: there may be none. */
  readonly leaked: readonly string[];
}

export const variantOf = (kernel: Kernel, { variant, constants }: ProofInput): Variant => {
  const named = variantById(kernel, variant ?? kernel.softwareVariant);
  return constants ? { ...named, id: JSON.stringify(constants), constants } : named;
};

/** The verdict of a proof; a wrong witness is one. */
export const verdictOf = async (proving: Promise<Verification>): Promise<Verification> => {
  try {
    return await proving;
  } catch (thrown) {
    if (!(thrown instanceof WitnessError)) throw thrown;
    return { status: "failed", maxRelativeError: 1, tolerance: 0, reason: thrown.message };
  }
};

/** Tells `device` of a smaller limit than it has; returns how to take that back. */
const limitGrid = (device: GPUDevice, maxComputeWorkgroupsPerDimension?: number): (() => void) => {
  if (maxComputeWorkgroupsPerDimension === undefined) return () => undefined;
  const { limits } = device;
  const small = Object.create(limits, {
    maxComputeWorkgroupsPerDimension: { value: maxComputeWorkgroupsPerDimension },
  }) as GPUSupportedLimits;
  Object.defineProperty(device, "limits", { configurable: true, value: small });
  return () => Reflect.deleteProperty(device, "limits");
};

/** Proves one kernel once; `look` sees the work before its buffers are gone. */
export const proveWith = async (
  input: ProofInput,
  pipeline: GPUComputePipeline,
  look: (work: PreparedWork) => Promise<void> = () => Promise.resolve(),
): Promise<Proof> => {
  const context = await trialContext(input.bufferBytes);
  const { gpu, arena } = context;
  const kernel = kernelById(input.kernel);
  const variant = variantOf(kernel, input);
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const work = await prepareKernel(context, kernel, variant, pipeline, input.shape);
  const unlimit = limitGrid(gpu.device, input.workgroupsPerDimension);
  try {
    const pass = input.workgroupsPerPass ?? work.work.workgroupsPerRepetition;
    const verification = await verdictOf(work.prove(pass));
    await look(work);
    await gpu.settleErrors();
    work.release();
    arena.release();
    const leaked = liveLabels().slice(before);
    return { verification, errors: gpu.errors.slice(errorsBefore), leaked };
  } finally {
    unlimit();
    arena.release();
  }
};

/** Proves the kernels as they are, one after the other. */
export const proveAll = async (inputs: readonly ProofInput[]): Promise<readonly Proof[]> => {
  const { pipelines } = await sharedContext();
  const proofs: Proof[] = [];
  for (const input of inputs) {
    const kernel = kernelById(input.kernel);
    const variant = variantOf(kernel, input);
    const compilation = await pipelines.get(kernel, variant);
    if (compilation.status !== "compiled") throw new Error(compilation.message);
    proofs.push(await proveWith(input, compilation.pipeline));
  }
  return proofs;
};
