import type {
  KernelMeasurement,
  Residency,
  Shape,
  Skipped,
  StreamShape,
  TuningRow,
  Warning,
} from "../domain/result.ts";
import type { MatrixShape } from "../domain/work.ts";
import type { Bytes, Fraction } from "../domain/units.ts";
import type { Kernel, Variant } from "../kernels/kernel.ts";
import { createArithmeticWork } from "./arithmeticWork.ts";
import { candidatesOf, missingFeatures } from "./candidates.ts";
import { holdContest } from "./contest.ts";
import { createDispatchWork } from "./dispatchWork.ts";
import type { Contestant } from "./field.ts";
import { sharedOperands, type MatrixOperands } from "./matrixOperands.ts";
import { createMatrixWork } from "./matrixWork.ts";
import type { Measured, Measuring } from "./measuring.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { proveOnly, type Proof } from "./proveOnly.ts";
import { createStreamCopyWork } from "./streamCopyWork.ts";
import { createStreamReadWork } from "./streamReadWork.ts";
import { createStreamWriteWork } from "./streamWriteWork.ts";
import { timeProved, type TimedProof } from "./timeProved.ts";
import { placedBytes, placeMatrices, type WeightMatrix } from "./weightPlacement.ts";

/** One kernel at one shape, over how much memory. */
export interface KernelTask {
  readonly kernel: Kernel;
  readonly shape: MatrixShape | StreamShape;
  /** Distinct data cycled through; 0 where the caches may hold all, as arithmetic limits a GEMM. */
  readonly workingSetBytes: Bytes;
  /** At most this share of the working set can be in the last-level cache. */
  readonly cacheShareMax: Fraction;
  /** Absent: memory, but for what cycles through nothing. */
  readonly residency?: Residency;
  /** False: the default variant is proved and not timed. */
  readonly timed?: boolean;
}

/** As many matrices of the shape as the working set holds, at least one; undefined where not even one fits. */
const placeSets = (
  { context }: Measuring,
  { kernel, shape, workingSetBytes }: KernelTask,
): readonly WeightMatrix[] | undefined => {
  if (kernel.operation === "other" || !("n" in shape)) return [];
  const each = placedBytes(shape.n, shape.k, kernel.weights);
  const count = Math.max(1, Math.floor(Math.min(workingSetBytes, context.arena.bytes) / each));
  const wanted = Array.from({ length: count }, () => ({ rows: shape.n, columns: shape.k }));
  const { buffers } = context.arena;
  return (
    placeMatrices(buffers, wanted, kernel.weights) ??
    placeMatrices(buffers, wanted.slice(0, Math.max(1, count - 1)), kernel.weights)
  );
};

const prepareKernel = (
  { context }: Measuring,
  { kernel, shape }: KernelTask,
  matrices: readonly WeightMatrix[],
  operands: () => MatrixOperands,
  { variant, pipeline }: Contestant,
): PreparedWork => {
  if (kernel.operation !== "other") {
    if (!("n" in shape)) throw new TypeError(`${kernel.id} needs m, n and k`);
    return createMatrixWork(context, kernel, pipeline, variant, shape, matrices, operands());
  }
  if (!("elements" in shape)) throw new TypeError(`${kernel.id} needs elements`);
  switch (kernel.stream) {
    case "read":
      return createStreamReadWork(context, kernel, pipeline, variant, shape);
    case "copy":
      return createStreamCopyWork(context, kernel, pipeline, variant, shape);
    case "write":
      return createStreamWriteWork(context, kernel, pipeline, variant, shape);
    case "arithmetic":
      return createArithmeticWork(context, kernel, pipeline, variant, shape);
    case "dispatch":
      return createDispatchWork(context, pipeline);
  }
};

/** Work of one repetition; only matrix kernels take matrix shapes. */
const workOf = (kernel: Kernel, shape: Shape): { flops: number; bytes: number } => {
  if (kernel.operation === "other" && "elements" in shape) return kernel.work(shape);
  if (kernel.operation !== "other" && "n" in shape) return kernel.work(shape);
  throw new TypeError(`${kernel.id} does not take this shape`);
};

/** A kernel with the buffers of its task and the variant that a contest chose. */
export type PreparedTask =
  | {
      readonly status: "prepared";
      readonly variant: Variant;
      readonly work: PreparedWork;
      /** What one repetition does. */
      readonly each: { readonly flops: number; readonly bytes: number };
      readonly tuning?: TuningRow;
    }
  | Extract<Measured<never>, { status: "skipped" }>;

const skipOf =
  ({ id, dataType }: Kernel) =>
  (code: Skipped["code"], message: string): Extract<Measured<never>, { status: "skipped" }> => ({
    status: "skipped",
    skipped: { id, dataType, code, message },
  });

/** Places, compiles and races one kernel at one shape; nothing of it is proved or timed yet. */
export const prepareTask = async (
  measuring: Measuring,
  task: KernelTask,
): Promise<PreparedTask> => {
  const { kernel, shape, timed: isTimed = true } = task;
  const { context, adapterKind } = measuring;
  const candidates = candidatesOf(context.gpu, kernel, adapterKind);
  const skip = skipOf(kernel);
  const missing = missingFeatures(context.gpu, kernel);
  if (missing.length > 0) return skip("missing-feature", `Needs ${missing.join(", ")}.`);
  const matrices = placeSets(measuring, task);
  if (!matrices) return skip("does-not-fit", "The weights do not fit the memory at hand.");

  await context.arena.prepare(matrices);

  const operands = sharedOperands(context, shape);
  // Whichever variant wins needs them, so that making them is none of the time to try variants in.
  const held = kernel.operation === "other" ? undefined : operands().hold();
  const contest = await holdContest(
    measuring,
    { kernel: kernel.id, operation: kernel.operation, dataType: kernel.dataType, shape },
    isTimed ? candidates : candidates.slice(0, 1),
    (variant) => context.pipelines.get(kernel, variant),
    (contestant) => prepareKernel(measuring, task, matrices, operands, contestant),
  ).finally(() => held?.release());
  if (contest.status === "none") return skip(contest.code, contest.message);
  const { variant, work, tuning } = contest;
  return {
    status: "prepared",
    variant,
    work,
    each: workOf(kernel, shape),
    ...(tuning && { tuning }),
  };
};

/** Races, proves, times and proves again one kernel at one shape, or proves it only. */
export const measureKernel = async (
  measuring: Measuring,
  task: KernelTask,
): Promise<Measured<KernelMeasurement>> => {
  const { kernel, shape, timed: isTimed = true } = task;
  const prepared = await prepareTask(measuring, task);
  if (prepared.status === "skipped") return prepared;
  const { variant, work, each, tuning } = prepared;
  const skip = skipOf(kernel);
  try {
    const timed = isTimed
      ? await timeProved(measuring, `${kernel.id} ${variant.id}`, work)
      : await proveOnly(measuring, work);
    if (timed.status === "below-resolution") return skip("below-resolution", timed.message);
    if (timed.status === "refused") {
      return timed.reason === "timestamps-broken"
        ? { status: "timestamps-broken", message: timed.message }
        : skip(
            timed.reason === "takes-too-long" ? "takes-too-long" : "below-resolution",
            timed.message,
          );
    }
    const row: KernelMeasurement = {
      id: kernel.id,
      phase: kernel.phase,
      operation: kernel.operation,
      dataType: kernel.dataType,
      shape,
      variant: variant.id,
      ceiling: kernel.ceiling,
      residency: task.residency ?? (task.workingSetBytes > 0 ? "memory" : "cache"),
      cacheShareMax: task.cacheShareMax,
      ...each,
      ...(timed.status === "timed" && {
        seconds: timed.outcome.interval,
        ...(timed.outcome.coldSeconds !== undefined && { coldSeconds: timed.outcome.coldSeconds }),
      }),
      verification: timed.verification,
    };
    return {
      status: "measured",
      row,
      warnings: warningsOf(timed, row),
      ...(tuning && { tuning }),
    };
  } finally {
    work.release();
  }
};

const warningsOf = (timed: TimedProof | Proof, row: KernelMeasurement): readonly Warning[] => {
  if (timed.status === "timed") return timed.warnings;
  return timed.status === "failed" ? [kernelFailed(row)] : [];
};

const kernelFailed = ({ id, variant, verification }: KernelMeasurement): Warning => ({
  code: "kernel-failed",
  message: `${id} ${variant}: ${verification.reason ?? "its output was wrong"}.`,
  data: { of: id },
});
