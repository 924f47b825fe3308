import { candidatesOf } from "../../../src/measure/candidates.ts";
import { kernels } from "../../../src/kernels/kernels.ts";
import { proveAttention } from "./attention.ts";
import { countBuffers } from "./bufferCensus.ts";
import { decodeTall, proveChain } from "./chain.ts";
import { largestRead } from "./largestRead.ts";
import { compareLogits } from "./logits.ts";
import { allocate, growArena } from "./memory.ts";
import { tryMutants } from "./mutate.ts";
import { proveAll } from "./prove.ts";
import { beginRun, cancelRun, capabilities, endOfRun, hear, run } from "./runs.ts";
import { proveStep } from "./stepProof.ts";
import { measureStep, measureWaits } from "./stepTrial.ts";
import { repeatStream } from "./streams.ts";
import { timeMutant } from "./timedMutant.ts";
import { sharedContext } from "./trialContext.ts";
import { tune } from "./tune.ts";
import { compareUserLogits } from "./userLogits.ts";
import { measureUsers } from "./userTrial.ts";

countBuffers();

/** Every kernel with the variants that this device can run. */
const variants = async (): Promise<
  readonly { readonly id: string; readonly variants: readonly string[] }[]
> => {
  const { gpu } = await sharedContext();
  return kernels.map((kernel) => ({
    id: kernel.id,
    variants: candidatesOf(gpu, kernel, "hardware").map(({ id }) => id),
  }));
};

/** What the specs call in the page. */
export const harness = {
  variants,
  proveAll,
  tryMutants,
  timeMutant,
  proveAttention,
  proveChain,
  decodeTall,
  measureUsers,
  compareLogits,
  compareUserLogits,
  proveStep,
  measureStep,
  measureWaits,
  tune,
  allocate,
  growArena,
  largestRead,
  repeatStream,
  capabilities,
  run,
  beginRun,
  hear,
  cancelRun,
  endOfRun,
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
