import type { Result } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import { isTimed, namedMeasurements } from "./namedMeasurements.ts";

const millisecondsPerSecond = 1e3;
const digits = 6; // more than any sample has

const milliseconds = (seconds: number): number =>
  Number((seconds * millisecondsPerSecond).toPrecision(digits));

/** Times in milliseconds for github-action-benchmark's tool `customSmallerIsBetter`. */
export const resultGithubBenchmark = (result: Result): string => {
  const device = `${cleanText(result.environment.label)}, ${cleanText(result.environment.browser)}`;
  const entries = namedMeasurements(result)
    .filter(isTimed)
    .map(({ name, seconds, rate }) => ({
      name,
      unit: "ms",
      value: milliseconds(seconds.median),
      range: `± ${milliseconds((seconds.high - seconds.low) / 2)}`,
      extra: [
        ...(rate === undefined ? [] : [rate]),
        device,
        `confidence ${result.confidence.level}`,
      ].join("\n"),
    }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
};
