import type { Verification, Warning } from "../domain/result.ts";
import type { WarningCode } from "../domain/codes.ts";
import { guardProof, type FailedProof } from "./guardProof.ts";
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
  | FailedProof
  | Extract<SampleOutcome, { status: "below-resolution" | "refused" }>;

const flagWords: Readonly<Record<SampleFlag, string>> = {
  noisy: "the interval stayed wider than 2%",
  correlated: "the samples depend on those before them",
  bimodal: "the samples fall into two groups",
  "was-hidden": "the tab was hidden meanwhile",
};

const warningsOf = (name: string, flags: readonly SampleFlag[]): readonly Warning[] =>
  flags.map((flag) => ({
    code: flag satisfies WarningCode,
    message: `${name}: ${flagWords[flag]}.`,
    data: { of: name },
  }));

/** Proves, times, and proves again, with the same pipeline, shape and buffers; no GPU error in between. */
export const timeProved = (
  { clock, sampling, signal, pause, context }: Measuring,
  name: string,
  { work, prove }: PreparedWork,
): Promise<TimedProof> =>
  guardProof(context, async (): Promise<TimedProof> => {
    const speed = await findSpeed({ work, clock, signal, pause }, sampling.passLimits);
    const workgroupsPerPass = speed?.workgroupsPerPass ?? work.workgroupsPerRepetition;
    const before = await prove(workgroupsPerPass);
    if (before.status === "failed") return { status: "failed", verification: before };
    const outcome = await sample(work, clock, sampling, signal, pause, speed);
    const after = await prove(workgroupsPerPass);
    if (after.status === "failed") return { status: "failed", verification: after };
    if (outcome.status !== "measured") return outcome;
    const maxRelativeError = Math.max(before.maxRelativeError, after.maxRelativeError);
    return {
      status: "timed",
      outcome,
      verification: { ...after, maxRelativeError },
      warnings: warningsOf(name, outcome.flags),
    };
  });
