import type { DataType } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import type { Model } from "../domain/model.ts";
import type { TuningRow, Verification, Warning } from "../domain/result.ts";
import { variantById, type MatrixKernel, type Variant } from "../kernels/kernel.ts";
import { planChain } from "../workloads/chain.ts";
import { candidatesOf } from "./candidates.ts";
import type { CompiledKernel } from "./chainSteps.ts";
import { createChainWork } from "./chainWork.ts";
import { holdContest } from "./contest.ts";
import type { Measured, Measuring } from "./measuring.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { timeProved } from "./timeProved.ts";
import { placeMatrices } from "./weightPlacement.ts";

/** A model's matrices for `tokens` tokens: 1 is a decode step, more are a prompt. */
export interface ChainTask {
  readonly model: Model;
  readonly dataType: DataType;
  readonly tokens: number;
  readonly gemv: MatrixKernel;
  readonly gemm: MatrixKernel;
}

export type ChainTiming =
  | {
      readonly status: "timed";
      readonly interval: Interval;
      readonly verification: Verification;
      readonly warnings: readonly Warning[];
      readonly dispatches: number;
      readonly variant: Variant;
      readonly tuning?: TuningRow;
    }
  | Exclude<Measured<never>, { status: "measured" }>;

/** A chain with the buffers of its layers and the variant that a contest chose. */
export type PreparedChain =
  | {
      readonly status: "prepared";
      readonly id: string;
      readonly variant: Variant;
      readonly work: PreparedWork;
      readonly tuning?: TuningRow;
    }
  | Extract<Measured<never>, { status: "skipped" }>;

/** Prepares `layers` layers and the head; races the variants of the kernel that does most unless one is given. */
export const prepareChain = async (
  measuring: Measuring,
  { model, dataType, tokens, gemv, gemm }: ChainTask,
  layers: number,
  chosen?: Variant,
): Promise<PreparedChain> => {
  const { context, adapterKind } = measuring;
  const reading = tokens > 1;
  const id = `${reading ? "prefill" : "decode"} ${model.id}`;
  const skip = (code: Parameters<typeof skipped>[2], message: string) =>
    skipped(id, dataType, code, message);

  const plan = planChain(model, layers, tokens, gemv.weights);
  const shapes = plan.steps.map(({ projection }) => projection);
  const matrices = placeMatrices(context.arena.buffers, shapes, gemv.weights);
  if (!matrices) return skip("does-not-fit", `${layers} layers do not fit the memory at hand.`);

  await context.arena.prepare(matrices);

  const head = await compileHead(measuring, gemv);
  if (!head) return skip("compile-failed", `${gemv.id} did not compile.`);
  const raced = reading ? gemm : gemv;
  const contest = await holdContest(
    measuring,
    {
      kernel: raced.id,
      operation: raced.operation,
      dataType,
      shape: { m: tokens, n: model.feedForward, k: model.hidden },
    },
    chosen ? [chosen] : candidatesOf(context.gpu, raced, adapterKind),
    (variant) => context.pipelines.get(raced, variant),
    ({ variant, pipeline }) => {
      const own = { kernel: raced, variant, pipeline };
      const kernels = reading ? { gemv: head, gemm: own } : { gemv: own };
      return createChainWork(context, plan, kernels, matrices);
    },
  );
  if (contest.status === "none") return skip(contest.code, contest.message);
  const { work, variant, tuning } = contest;
  return { status: "prepared", id, variant, work, ...(tuning && { tuning }) };
};

/** Times `layers` layers and the head. */
export const timeChain = async (
  measuring: Measuring,
  task: ChainTask,
  layers: number,
  chosen?: Variant,
): Promise<ChainTiming> => {
  const prepared = await prepareChain(measuring, task, layers, chosen);
  if (prepared.status === "skipped") return prepared;
  const { id, work, variant, tuning } = prepared;
  const skip = (code: Parameters<typeof skipped>[2], message: string) =>
    skipped(id, task.dataType, code, message);
  try {
    const timed = await timeProved(measuring, id, work);
    switch (timed.status) {
      case "timed":
        return {
          status: "timed",
          interval: timed.outcome.interval,
          verification: timed.verification,
          warnings: timed.warnings,
          dispatches: work.dispatchesPerRepetition,
          variant,
          ...(tuning && { tuning }),
        };
      case "failed":
        return skip("failed-check", timed.verification.reason ?? "The output was wrong.");
      case "below-resolution":
        return skip("below-resolution", timed.message);
      case "refused":
        return timed.reason === "timestamps-broken"
          ? { status: "timestamps-broken", message: timed.message }
          : skip("takes-too-long", timed.message);
    }
  } finally {
    work.release();
  }
};

const skipped = (
  id: string,
  dataType: DataType,
  code: Extract<Measured<never>, { status: "skipped" }>["skipped"]["code"],
  message: string,
): Extract<Measured<never>, { status: "skipped" }> => ({
  status: "skipped",
  skipped: { id, dataType, code, message },
});

/** The head of a prompt, a small share of it, runs with the default variant. */
const compileHead = async (
  { context, adapterKind }: Measuring,
  kernel: MatrixKernel,
): Promise<CompiledKernel | undefined> => {
  const variant =
    adapterKind === "software" ? variantById(kernel, kernel.softwareVariant) : kernel.variants[0];
  const compilation = await context.pipelines.get(kernel, variant);
  return compilation.status === "compiled"
    ? { kernel, variant, pipeline: compilation.pipeline }
    : undefined;
};
