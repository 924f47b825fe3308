import type { Seconds, TokensPerSecond } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { arithmeticOf, type Arithmetic } from "./arithmetic.ts";
import { chipOf } from "./chip.ts";
import { deploymentOf, type Deployment } from "./deployment.ts";
import { notPublished, type Missing } from "./missing.ts";
import { prefillWork, type PrefillWork, type Prompt } from "./prefillWork.ts";
import type { Setup } from "./setup.ts";
import { standingOf, type Standing } from "./standing.ts";
import { unprojectable, type Unavailable } from "./unavailable.ts";

/** How fast a machine can read one prompt at most, with every term that it follows from. */
export interface PrefillProjection {
  readonly status: "projected";
  readonly standing: Standing;
  readonly limit: "memory" | "arithmetic";
  readonly deployment: Deployment;
  readonly work: PrefillWork;
  /** Undefined where the bandwidth is not published: weights then cost nothing. */
  readonly memorySeconds?: Seconds;
  readonly arithmetic: Arithmetic;
  readonly arithmeticSeconds: Seconds;
  readonly seconds: Seconds;
  readonly tokensPerSecond: TokensPerSecond;
  readonly tokensPerSecondPerChip: TokensPerSecond;
  readonly missing: readonly Missing[];
}

/** SPEC's prefill: the slower of FLOP and weight bytes. Undefined without a dense peak. */
export const projectPrefill = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
  prompt: Prompt,
): PrefillProjection | Unavailable => {
  const refused = unprojectable(profile);
  if (refused) return refused;
  const chip = chipOf(profile);
  const deployment = deploymentOf(chip, model, setup);
  if (deployment.fill !== undefined && deployment.fill > 1) {
    return { status: "does-not-fit", deployment };
  }
  const { chips } = deployment;
  const work = prefillWork(model, setup, prompt);
  const { arithmetic, missing } = arithmeticOf(chip, setup, work);
  if (!arithmetic) return { status: "not-published", missing };
  const arithmeticSeconds = arithmetic.chipSeconds / chips;
  const memorySeconds =
    chip.memoryBytesPerSecond === undefined
      ? undefined
      : work.bytes / (chips * chip.memoryBytesPerSecond);
  const isMemoryBound = memorySeconds !== undefined && memorySeconds > arithmeticSeconds;
  const seconds = isMemoryBound ? memorySeconds : arithmeticSeconds;
  const tokensPerSecond = prompt.promptTokens / seconds;
  return {
    status: "projected",
    standing: standingOf(
      isMemoryBound && work.weights.routed && prompt.promptTokens > 1 ? ["uniform-routing"] : [],
    ),
    limit: isMemoryBound ? "memory" : "arithmetic",
    deployment,
    work,
    ...(memorySeconds !== undefined && { memorySeconds }),
    arithmetic,
    arithmeticSeconds,
    seconds,
    tokensPerSecond,
    tokensPerSecondPerChip: tokensPerSecond / chips,
    missing: memorySeconds === undefined ? [notPublished("bandwidth", profile)] : [],
  };
};
