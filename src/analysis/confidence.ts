import type { AdapterKind } from "../domain/capabilities.ts";
import { warningCodes, type WarningCode } from "../domain/codes.ts";
import {
  confidenceLevels,
  type Confidence,
  type ConfidenceLevel,
  type Warning,
} from "../domain/result.ts";

interface Effect {
  /** The best level that a result with this warning can have. */
  readonly atBest: ConfidenceLevel;
  /** What happened and what to do, for codes that lower the level. */
  readonly reason?: string;
}

/** The warning tells how something was measured and takes nothing from the numbers that are there. */
const label: Effect = { atBest: "high" };

const medium = (reason: string): Effect => ({ atBest: "medium", reason });
const low = (reason: string): Effect => ({ atBest: "low", reason });
const invalid = (reason: string): Effect => ({ atBest: "invalid", reason });

const effects = {
  "software-adapter": low(
    "The browser calculates on the processor, so this says nothing about the GPU: turn on hardware acceleration and measure again.",
  ),
  "main-thread": medium(
    "WebGPU was not available in a worker, so drawing the page could disturb the clock: leave the page alone during the run, or use another browser.",
  ),
  "was-hidden": medium(
    "The tab was hidden during the run, when browsers slow pages down: keep it in front and measure again.",
  ),
  drift: medium(
    "The GPU's speed changed by more than 5% during the run: let it cool, close other programs and measure again.",
  ),
  noisy: medium(
    "Some intervals are wider than 2%: close other tabs and programs and measure again, or use the full suite.",
  ),
  correlated: medium(
    "Samples depended on those before them, so the intervals were widened: close other programs and measure again.",
  ),
  bimodal: medium(
    "Some samples fell into two groups, as when another program uses the GPU: close other programs and measure again.",
  ),
  "below-resolution": label,
  "coarse-timer": medium(
    "This browser's clock is coarse, so the intervals are wide: use the full suite, or a browser with GPU timestamps.",
  ),
  "timestamps-broken": medium(
    "The GPU's timestamps failed their test, so the wall clock was used: update the graphics driver or the browser.",
  ),
  "not-linear": low(
    "Twice the work did not take twice the time, so some work may not have been timed: measure again, and report it if it stays.",
  ),
  "clocks-disagree": low(
    "The GPU's clock and the wall clock disagree by more than 10%: close other programs and measure again.",
  ),
  "cache-share": medium(
    "More than 5% of the weights may have come from the cache instead of memory: allow more memory and measure again.",
  ),
  oversubscribed: medium(
    "The GPU ran out of fast memory and the run stepped back to a smaller size: close other programs or allow less memory.",
  ),
  shrunk: label,
  extrapolated: label,
  "kernel-failed": medium(
    "A kernel gave wrong results on this GPU and is left out: update the graphics driver and measure again.",
  ),
  "kernel-unsupported": label,
  "device-lost": low(
    "The GPU was lost during the run, so only a part was measured: reload the page and measure again with less memory.",
  ),
  cancelled: medium("The run was cancelled, so only a part was measured: let it run to the end."),
  "timed-out": medium(
    "The time ran out, so only a part was measured: allow more time or use a smaller suite.",
  ),
  implausible: invalid(
    "A rate is above what the same device reached at its best, so a number must be wrong: measure again, and do not use this result.",
  ),
  "unsafe-flags": medium(
    "The browser was started with flags that change the speed, which is not what visitors get: measure again without them.",
  ),
  "non-default-options": medium(
    "The run was not measured with the suite's own options: leave them out to compare it with other results.",
  ),
  "power-saving": medium(
    "The device was saving power: plug it in, turn power saving off and measure again.",
  ),
} as const satisfies Readonly<Record<WarningCode, Effect>>;

const rankOf = (level: ConfidenceLevel): number => confidenceLevels.indexOf(level);

/** The lower of two levels. */
export const lowerConfidence = (a: ConfidenceLevel, b: ConfidenceLevel): ConfidenceLevel =>
  rankOf(a) > rankOf(b) ? a : b;

/** Whether results with this warning are trusted less; other codes only say how was measured. */
export const lowersConfidence = (code: WarningCode): boolean => effects[code].atBest !== "high";

/** So many causes of doubt at once are more than doubt. */
const causesForLow = 3;

/** How far a result can be trusted, with one reason for each cause that lowers it. */
export const confidenceOf = (
  warnings: readonly Warning[],
  adapterKind: AdapterKind,
): Confidence => {
  const codes = new Set(warnings.map(({ code }) => code));
  if (adapterKind === "software") codes.add("software-adapter");
  const found: readonly Effect[] = warningCodes
    .filter((code) => codes.has(code))
    .map((code) => effects[code]);
  const lowering = found.filter(({ atBest }) => atBest !== "high");
  const level = lowering.map(({ atBest }) => atBest).reduce(lowerConfidence, "high");
  return {
    level: lowering.length >= causesForLow ? lowerConfidence(level, "low") : level,
    reasons: lowering.flatMap(({ reason }) => reason ?? []),
  };
};
