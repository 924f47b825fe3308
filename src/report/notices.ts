import { lowersConfidence } from "../analysis/confidence.ts";
import type { Result } from "../domain/result.ts";
import { formatCount, formatError } from "./format.ts";
import { gatherWarnings } from "./gatherWarnings.ts";
import { skipWords, warningWords } from "./words.ts";

/** Each check that failed, with the error that it found. */
export const failedChecks = ({ kernels, decode, prefill, batchSweep }: Result): readonly string[] =>
  [
    ...kernels.map(({ id, verification }) => ({ name: id, verification })),
    ...[...decode, ...prefill].map(({ model, verification }) => ({ name: model, verification })),
    ...batchSweep.map(({ model, batch, kernel, verification }) => ({
      name: `${model}, ${formatCount(batch)} users, ${kernel}`,
      verification,
    })),
  ]
    .filter(({ verification }) => verification.status === "failed")
    .map(
      ({ name, verification: { maxRelativeError, tolerance, reason } }) =>
        `${name}: error ${formatError(maxRelativeError)} where ${formatError(tolerance)} is allowed${reason === undefined ? "" : `, ${reason}`}. It counts for nothing.`,
    );

/** Each thing that was not measured, with why. */
export const skippedTexts = ({ skipped }: Result): readonly string[] =>
  skipped.map(
    ({ id, dataType, code, message }) =>
      `${id} ${dataType}: ${skipWords[code].title.toLowerCase()}. ${message}`,
  );

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What was warned of. What to do about those that lower the confidence stands with its reasons. */
export const warningTexts = ({ warnings }: Result): readonly string[] =>
  gatherWarnings(warnings).map(({ code, message }) => {
    const { title, remedy } = warningWords[code];
    const sentences = [title, message, lowersConfidence(code) ? "" : remedy];
    return sentences
      .filter((text) => text !== "")
      .map(asSentence)
      .join(" ");
  });
