import type { DecodeRow, PrefillRow } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import type { RacePace } from "./race.ts";

type Step = Pick<DecodeRow, "contextTokens" | "secondsPerStep">;
type Prompt = Pick<PrefillRow, "promptTokens" | "tokensPerSecond">;

/** On the line through the two measured contexts around it, or the two nearest beyond the last. */
const secondsAt = (steps: readonly Step[], contextTokens: number): Seconds => {
  const last = steps.length - 1;
  const above = steps.findIndex((step) => step.contextTokens >= contextTokens);
  const right = steps[Math.max(1, above === -1 ? last : above)];
  const left = right && steps[steps.indexOf(right) - 1];
  if (!left || contextTokens <= left.contextTokens) {
    return (left ?? steps[0])?.secondsPerStep.median ?? 0;
  }
  const share = (contextTokens - left.contextTokens) / (right.contextTokens - left.contextTokens);
  const [from, to] = [left.secondsPerStep.median, right.secondsPerStep.median];
  return from + share * (to - from);
};

/** How many times longer or shorter one prompt is than the other, in octaves. */
const distance = (one: number, other: number): number => Math.abs(Math.log2(one / other));

/**
 * A lane at a run's own rows, at least one of steps: steps between the contexts that were measured,
 * prompts at the rate of the measured one nearest in length. What a prompt has in the cache before it
 * was not measured and costs nothing here.
 */
export const measuredPace = (steps: readonly Step[], prompts: readonly Prompt[]): RacePace => {
  const byContext = steps.toSorted((a, b) => a.contextTokens - b.contextTokens);
  return {
    readingSeconds: (promptTokens) => {
      const nearest = prompts.toSorted(
        (a, b) => distance(a.promptTokens, promptTokens) - distance(b.promptTokens, promptTokens),
      )[0];
      return nearest && promptTokens / nearest.tokensPerSecond;
    },
    secondsPerToken: (contextTokens) => secondsAt(byContext, contextTokens),
  };
};
