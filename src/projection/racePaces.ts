import type { TokensPerSecond } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { projectDecode } from "./projectDecode.ts";
import { projectPrefill } from "./projectPrefill.ts";
import type { RacePace } from "./race.ts";
import type { Setup } from "./setup.ts";
import type { Unavailable } from "./unavailable.ts";

/** A lane at rates that were measured, published or typed. */
export const constantPace = (rates: {
  readonly prefillTokensPerSecond?: TokensPerSecond;
  readonly decodeTokensPerSecond: TokensPerSecond;
}): RacePace => ({
  readingSeconds: (promptTokens) =>
    rates.prefillTokensPerSecond === undefined
      ? undefined
      : promptTokens / rates.prefillTokensPerSecond,
  secondsPerToken: () => 1 / rates.decodeTokensPerSecond,
});

/** A lane at a machine's projection, whose chips hold the longest context of the race throughout. */
export const projectedPace = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): { readonly status: "paced"; readonly pace: RacePace } | Unavailable => {
  const longest = projectDecode(profile, model, setup);
  if (longest.status !== "projected") return longest;
  const held: Setup = { ...setup, chips: longest.deployment.chips };
  return {
    status: "paced",
    pace: {
      readingSeconds: (promptTokens, cachedTokens) => {
        const prefill = projectPrefill(profile, model, held, { promptTokens, cachedTokens });
        return prefill.status === "projected" ? prefill.seconds : undefined;
      },
      secondsPerToken: (contextTokens) => {
        const context = Math.min(contextTokens, setup.contextTokens);
        const decode = projectDecode(profile, model, { ...held, contextTokens: context });
        return decode.status === "projected" ? decode.secondsPerStep : longest.secondsPerStep;
      },
    },
  };
};
