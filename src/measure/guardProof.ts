import type { Verification } from "../domain/result.ts";
import type { GpuContext } from "./gpuContext.ts";
import { WitnessError } from "./gpuWork.ts";

/** It was wrong before, while or after it was timed: it has no speed. */
export interface FailedProof {
  readonly status: "failed";
  readonly verification: Verification;
}

const failedBecause = (reason: string): FailedProof => ({
  status: "failed",
  verification: { status: "failed", maxRelativeError: 1, tolerance: 0, reason },
});

/** What `task` gives, unless an output word was wrong or the GPU told of an error meanwhile. */
export const guardProof = async <Outcome>(
  { gpu }: GpuContext,
  task: () => Promise<Outcome>,
): Promise<Outcome | FailedProof> => {
  await gpu.settleErrors(); // of what ran before
  const errorsBefore = gpu.errors.length;
  try {
    const outcome = await task();
    await gpu.settleErrors();
    const error = gpu.errors[errorsBefore];
    return error === undefined ? outcome : failedBecause(`the GPU reported: ${error}`);
  } catch (thrown) {
    if (thrown instanceof WitnessError) return failedBecause(thrown.message);
    throw thrown;
  }
};
