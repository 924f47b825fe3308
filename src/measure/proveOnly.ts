import type { Verification } from "../domain/result.ts";
import { guardProof, type FailedProof } from "./guardProof.ts";
import { climbLadder } from "./ladder.ts";
import type { Measuring } from "./measuring.ts";
import type { PreparedWork } from "./preparedWork.ts";

export type Proof =
  { readonly status: "proved"; readonly verification: Verification } | FailedProof;

/** Proves what is not timed: once, by passes that hold the GPU no longer than timed ones. */
export const proveOnly = (
  { clock, sampling, signal, context }: Measuring,
  { work, prove }: PreparedWork,
): Promise<Proof> =>
  guardProof(context, async () => {
    const top = await climbLadder(work, clock, signal, sampling.passLimits);
    const verification = await prove(
      top.status === "found" ? top.workgroupsPerPass : work.workgroupsPerRepetition,
    );
    return { status: verification.status === "failed" ? "failed" : "proved", verification };
  });
