import type { Verification } from "../../../src/domain/result.ts";
import type { RunOptions } from "../../../src/domain/options.ts";
import type { MatrixShape } from "../../../src/domain/work.ts";
import { requestAdapter } from "../../../src/gpu/adapter.ts";
import { compile } from "../../../src/gpu/compile.ts";
import { requestDevice } from "../../../src/gpu/gpuDevice.ts";
import { variantById, type Kernel, type Variant } from "../../../src/kernels/kernel.ts";
import { kernels } from "../../../src/kernels/kernels.ts";
import { Arena } from "../../../src/measure/arena.ts";
import { createGpuContext, type GpuContext } from "../../../src/measure/gpuContext.ts";
import { WitnessError } from "../../../src/measure/gpuWork.ts";
import { createMatrixWork } from "../../../src/measure/matrixWork.ts";
import { createDispatchWork } from "../../../src/measure/dispatchWork.ts";
import { createMultiplyAddWork } from "../../../src/measure/multiplyAddWork.ts";
import { createStreamCopyWork } from "../../../src/measure/streamCopyWork.ts";
import { createStreamReadWork } from "../../../src/measure/streamReadWork.ts";
import type { PreparedWork } from "../../../src/measure/preparedWork.ts";
import { placedBytes, placeMatrices } from "../../../src/measure/weightPlacement.ts";
import { f16Words } from "../../../src/kernels/inputs.ts";
import { createBenchmark } from "../../../src/runner/benchmark.ts";

/** A text in a shader and what stands in its place: one fault. */
export interface Mutation {
  readonly find: string;
  readonly replace: string;
}

export interface ProofInput {
  readonly kernel: string;
  readonly variant?: string;
  readonly shape: MatrixShape | { readonly elements: number };
  /** The most that one binding holds, to split weights over several. */
  readonly bufferBytes?: number;
  /** Workgroups of one pass, to split a repetition over several. */
  readonly workgroupsPerPass?: number;
  readonly mutation?: Mutation;
  /** The mutation acts only once the first proof has passed. */
  readonly mutateAfterProof?: boolean;
}

export type ProofOutcome =
  | {
      readonly status: "proved";
      readonly verification: Verification;
      readonly errors: readonly string[];
      /** More than before the proof: none may be. */
      readonly liveBuffers: number;
    }
  | { readonly status: "not-compiled"; readonly message: string };

/** One device serves all proofs, as a browser gives only so many. */
let opened: Promise<GpuContext> | undefined;

const open = async (): Promise<GpuContext> => {
  const adapter = await requestAdapter("auto");
  if (adapter.status !== "ready") throw new Error(adapter.failure.message);
  const outcome = await requestDevice(adapter.adapter);
  if (outcome.status !== "ready") throw new Error(outcome.failure.message);
  return createGpuContext(outcome.gpu, 7);
};

const sets = 2;

const prepare = async (
  context: GpuContext,
  kernel: Kernel,
  variant: Variant,
  pipeline: GPUComputePipeline,
  shape: ProofInput["shape"],
): Promise<PreparedWork> => {
  if (kernel.operation !== "other") {
    if (!("n" in shape)) throw new TypeError(`${kernel.id} needs m, n and k`);
    const each = placedBytes(shape.n, shape.k, kernel.weights);
    // A matrix that does not fill its last buffer leaves a rest: room for one more buffer each.
    if (!(await context.arena.grow(4 * sets * each + 2 ** 16))) throw new Error("out of memory");
    await context.arena.fill(kernel.weights);
    const wanted = Array.from({ length: sets }, () => ({ rows: shape.n, columns: shape.k }));
    const matrices = placeMatrices(context.arena.buffers, wanted, kernel.weights);
    if (!matrices) throw new Error("the matrices do not fit");
    return createMatrixWork(context, kernel, pipeline, variant, shape, matrices);
  }
  if (!("elements" in shape)) throw new TypeError(`${kernel.id} needs elements`);
  if (kernel.stream !== "multiplyAdd" && kernel.stream !== "dispatch") {
    await context.arena.grow(4 * shape.elements);
    await context.arena.fill(f16Words);
  }
  switch (kernel.stream) {
    case "read":
      return createStreamReadWork(context, kernel, pipeline, variant, shape);
    case "copy":
      return createStreamCopyWork(context, kernel, pipeline, variant, shape);
    case "multiplyAdd":
      return createMultiplyAddWork(context, kernel, pipeline, variant, shape);
    case "dispatch":
      return createDispatchWork(context, pipeline);
  }
};

const mutated = (source: string, { find, replace }: Mutation): string => {
  if (source.split(find).length !== 2) throw new Error(`"${find}" is not in the shader once`);
  return source.replace(find, () => replace);
};

/** The verdict of a proof; a wrong witness is one. */
const verdict = async (proving: Promise<Verification>): Promise<Verification> => {
  try {
    return await proving;
  } catch (thrown) {
    if (!(thrown instanceof WitnessError)) throw thrown;
    return { status: "failed", maxRelativeError: 1, tolerance: 0, reason: thrown.message };
  }
};

const prove = async (input: ProofInput): Promise<ProofOutcome> => {
  opened ??= open();
  const shared = await opened;
  const { gpu } = shared;
  const kernel = kernels.find(({ id }) => id === input.kernel);
  if (!kernel) throw new Error(`there is no kernel ${input.kernel}`);
  const variant = variantById(kernel, input.variant ?? kernel.softwareVariant);
  const before = gpu.liveBuffers;
  const errorsBefore = gpu.errors.length;
  const arena = new Arena(gpu, shared.filler, 7, input.bufferBytes);
  const context = { ...shared, arena };
  const works: PreparedWork[] = [];
  const proveWith = async (source: string): Promise<Verification | string> => {
    const compilation = await compile(gpu, source, variant.constants, kernel.id);
    if (compilation.status !== "compiled") return compilation.message;
    const work = await prepare(context, kernel, variant, compilation.pipeline, input.shape);
    works.push(work);
    return verdict(work.prove(input.workgroupsPerPass ?? work.work.workgroupsPerRepetition));
  };
  try {
    const original = kernel.source;
    const source = input.mutation ? mutated(original, input.mutation) : original;
    if (input.mutateAfterProof) {
      const first = await proveWith(original);
      if (typeof first === "string") return { status: "not-compiled", message: first };
      if (first.status === "failed") throw new Error(`the control failed: ${first.reason}`);
    }
    const verification = await proveWith(source);
    await gpu.settleErrors();
    if (typeof verification === "string") return { status: "not-compiled", message: verification };
    for (const work of works) work.release();
    arena.release();
    return {
      status: "proved",
      verification,
      errors: gpu.errors.slice(errorsBefore),
      liveBuffers: gpu.liveBuffers - before,
    };
  } finally {
    arena.release();
  }
};

/** What the specs call in the page. */
export const harness = {
  prove,
  variants: () =>
    kernels.map(({ id, operation, variants }) => ({
      id,
      operation,
      variants: variants.map((variant) => variant.id),
    })),
  run: (options: RunOptions) => createBenchmark("main").run(options, () => undefined),
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
