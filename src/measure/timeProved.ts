import type { Verification, Warning } from "../domain/result.ts";
import type { WarningCode } from "../domain/codes.ts";
import { WitnessError } from "./gpuWork.ts";
import type { Measuring } from "./measuring.ts";
import type { PreparedWork } from "./preparedWork.ts";
import type { SampleFlag, SampleOutcome } from "./sampleOutcome.ts";

import { sample } from "./sampler.ts";
import { findSpeed } from "./workSpeed.ts";

export type TimedProof =
  | {
      readonly status: "timed";
      readonly outcome: Extract<SampleOutcome, { status: "measured" }>;
      readonly verification: Verification;
      readonly warnings: readonly Warning[];
    }
  /** It was wrong before, while or after it was timed: it has no speed. */
  | { readonly status: "failed"; readonly verification: Verification }
  | Extract<SampleOutcome, { status: "below-resolution" | "refused" }>;

const failedBecause = (reason: string, tolerance = 0): TimedProof => ({
  status: "failed",
  verification: { status: "failed", maxRelativeError: 1, tolerance, reason },
});

const flagWords: Readonly<Record<SampleFlag, string>> = {
  noisy: "its interval stayed wider than 2%",
  correlated: "its samples depend on those before them",
  bimodal: "its samples fall into two groups",
  "was-hidden": "the tab was hidden meanwhile",
};

const warningsOf = (name: string, flags: readonly SampleFlag[]): readonly Warning[] =>
  flags.map((flag) => ({
    code: flag satisfies WarningCode,
    message: `${name}: ${flagWords[flag]}.`,
    data: { of: name },
  }));

/** Proves, times, and proves again, with the same pipeline, shape and buffers; no GPU error in between. */
export const timeProved = async (
  { clock, sampling, signal, pause, context }: Measuring,
  name: string,
  { work, prove }: PreparedWork,
): Promise<TimedProof> => {
  await context.gpu.settleErrors(); // of what ran before
  const errorsBefore = context.gpu.errors.length;
  try {
    const speed = await findSpeed({ work, clock, signal, pause }, sampling.passLimits);
    const workgroupsPerPass = speed?.workgroupsPerPass ?? work.workgroupsPerRepetition;
    const before = await prove(workgroupsPerPass);
    if (before.status === "failed") return { status: "failed", verification: before };
    const outcome = await sample(work, clock, sampling, signal, pause, speed);
    const after = await prove(workgroupsPerPass);
    await context.gpu.settleErrors();
    const error = context.gpu.errors[errorsBefore];
    if (error !== undefined) return failedBecause(`the GPU reported: ${error}`);
    if (after.status === "failed") return { status: "failed", verification: after };
    if (outcome.status !== "measured") return outcome;
    const maxRelativeError = Math.max(before.maxRelativeError, after.maxRelativeError);
    return {
      status: "timed",
      outcome,
      verification: { ...after, maxRelativeError },
      warnings: warningsOf(name, outcome.flags),
    };
  } catch (thrown) {
    if (thrown instanceof WitnessError) return failedBecause(thrown.message);
    throw thrown;
  }
};
