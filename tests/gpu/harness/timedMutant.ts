import type { Verification } from "../../../src/domain/result.ts";
import { compile } from "../../../src/gpu/compile.ts";
import type { PreparedWork } from "../../../src/measure/preparedWork.ts";
import { timeProved } from "../../../src/measure/timeProved.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { kernelById, prepareKernel } from "./prepareKernel.ts";
import { variantOf, type ProofInput } from "./prove.ts";
import { trialContext } from "./trialContext.ts";

/** From when on the fault acts: in the first proof already, in what is timed, in the last proof. */
export type FaultyFrom = "never" | "the first proof" | "timing" | "the last proof";

export interface TimedVerdict {
  readonly status: string;
  /** Of the first proof, before anything was timed. */
  readonly first?: Verification;
  readonly verification?: Verification;
  readonly leaked: number;
}

/** Proves, times and proves again, as every kernel is measured, with a fault switched on meanwhile. */
export const timeMutant = async (
  input: ProofInput,
  mutation: Mutation,
  faultyFrom: FaultyFrom,
): Promise<TimedVerdict> => {
  const context = await trialContext(input.bufferBytes);
  const { gpu, arena } = context;
  const kernel = kernelById(input.kernel);
  const variant = variantOf(kernel, input);
  const before = gpu.liveBuffers;
  const prepare = async (source: string): Promise<PreparedWork> => {
    const compilation = await compile(gpu, source, variant.constants, kernel.id);
    if (compilation.status !== "compiled") throw new Error(compilation.message);
    return prepareKernel(context, kernel, variant, compilation.pipeline, input.shape);
  };
  const right = await prepare(variant.source);
  const faulty = await prepare(mutatedSource(variant.source, mutation));
  const stages = ["the first proof", "timing", "the last proof"];
  const during = (stage: string): PreparedWork =>
    faultyFrom !== "never" && stages.indexOf(stage) >= stages.indexOf(faultyFrom) ? faulty : right;
  let first: Verification | undefined;
  const composed: PreparedWork = {
    ...right,
    work: during("timing").work,
    prove: async (workgroupsPerPass) => {
      if (first) return during("the last proof").prove(workgroupsPerPass);
      first = await during("the first proof").prove(workgroupsPerPass);
      return first;
    },
  };
  const outcome = await timeProved(briefMeasuring(context), kernel.id, composed);
  right.release();
  faulty.release();
  arena.release();
  return {
    status: outcome.status,
    ...(first && { first }),
    ...("verification" in outcome && { verification: outcome.verification }),
    leaked: gpu.liveBuffers - before,
  };
};
