import { furthestDrift } from "../analysis/furthestDrift.ts";
import { isSoftware, ratioOf } from "../analysis/ratio.ts";
import type { Result } from "../domain/result.ts";
import {
  formatDate,
  formatPercent,
  formatRatio,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
  notMeasured,
} from "./format.ts";

const timerText = ({ environment: { timer } }: Result): string => {
  const clock = timer.kind === "wall" ? "wall clock" : "GPU timestamps";
  const test = timer.selfTest === "not-supported" ? "not supported" : timer.selfTest;
  return `${clock}, steps of ${formatSeconds(timer.resolutionSeconds)}, self-test ${test}`;
};

/** What the run found out about its own clock and the device's steadiness. */
const checksText = ({ linearity, clockAgreement, canaries }: Result): string => {
  const drift = furthestDrift(canaries);
  const texts = [
    ...(linearity === undefined
      ? []
      : [`twice the work took ${formatSignificant(linearity)} times as long`]),
    ...(clockAgreement === undefined
      ? []
      : [`wall clock and timestamps ${formatPercent(Math.abs(clockAgreement - 1))} apart`]),
    ...(drift === undefined ? [] : [`speed changed by at most ${formatPercent(drift)}`]),
  ];
  return texts.length === 0 ? notMeasured : texts.join(", ");
};

/** What was run, how long it took and when. */
export const titleText = ({ suite, durationSeconds, createdAt, partial }: Result): string =>
  `Decode Wall, suite ${suite.name}, ${formatSeconds(durationSeconds)}, ${formatDate(createdAt)}${partial ? ", PARTIAL" : ""}`;

/** What was measured, where and how surely, one line for each. */
export const headRows = (
  result: Result,
): readonly { readonly label: string; readonly text: string }[] => {
  const { environment, confidence, thread } = result;
  const { vendor, architecture, description } = environment.adapter;
  const details = [vendor, architecture, description].filter((text) => text !== "").join(", ");
  const software = isSoftware(result) ? ", a software adapter on the processor" : "";
  return [
    {
      label: "Device",
      text: `${environment.label}${details === "" ? "" : ` (${details})`}${software}`,
    },
    {
      label: "Browser",
      text: `${environment.browser} on ${environment.operatingSystem}, measured in ${thread === "worker" ? "a worker" : "the page's own thread"}`,
    },
    { label: "Timer", text: timerText(result) },
    { label: "Checks", text: checksText(result) },
    { label: "Confidence", text: confidence.level },
  ];
};

/** R with the rates that it divides, or why there is none. */
export const ratioText = (result: Result): string => {
  const ratio = ratioOf(result);
  return ratio.status === "unknown"
    ? `How many times faster it reads than it writes: ${notMeasured}. ${ratio.reason}`
    : `Reads a prompt ${formatRatio(ratio.ratio)} times faster than it writes the answer: ${formatTokensPerSecond(ratio.prefill.tokensPerSecond)} against ${formatTokensPerSecond(ratio.decode.tokensPerSecond)} (${ratio.model}-shaped, f16, ${ratio.decode.includes === "weights" ? "weights only, " : ""}prompt of ${ratio.prefill.promptTokens} tokens, one user).`;
};
