import { lowersConfidence } from "../analysis/confidence.ts";
import { isSoftware, ratioOf } from "../analysis/ratio.ts";
import { computePaths } from "../domain/dataType.ts";
import type { Result } from "../domain/result.ts";
import { batchTables } from "./batchTables.ts";
import { cacheTable } from "./cacheTable.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { comparisonTable } from "./comparisonTable.ts";
import {
  formatBytes,
  formatCount,
  formatDate,
  formatError,
  formatInterval,
  formatPercent,
  formatRatio,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
  notMeasured,
} from "./format.ts";
import { decodeTable, kernelTable, prefillTable } from "./rowTables.ts";
import { tuningTable } from "./tuningTable.ts";
import { skipWords, warningWords } from "./words.ts";
import { wrapText } from "./wrapText.ts";

const plain = (text: string): string => cleanText(text, sentenceLength);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines];

const labelWidth = 16; // of the longest: a path of the matrix unit
const labelled = (label: string, text: string, width: number): readonly string[] =>
  wrapText(label.padEnd(labelWidth) + plain(text), width, labelWidth);

const bullets = (texts: readonly string[], width: number): readonly string[] =>
  texts.flatMap((text) => wrapText(`  - ${plain(text)}`, width, 4));

const timerText = ({ environment: { timer } }: Result): string => {
  const clock = timer.kind === "wall" ? "wall clock" : "GPU timestamps";
  const test = timer.selfTest === "not-supported" ? "not supported" : timer.selfTest;
  return `${clock}, steps of ${formatSeconds(timer.resolutionSeconds)}, self-test ${test}`;
};

/** What the run found out about its own clock and the device's steadiness. */
const checksText = ({ linearity, clockAgreement, canaries }: Result): string => {
  const drifts = canaries.map(({ relative }) => Math.abs(relative - 1));
  const texts = [
    ...(linearity === undefined
      ? []
      : [`twice the work took ${formatSignificant(linearity)} times as long`]),
    ...(clockAgreement === undefined
      ? []
      : [`wall clock and timestamps ${formatPercent(Math.abs(clockAgreement - 1))} apart`]),
    ...(drifts.length === 0 ? [] : [`speed at most ${formatPercent(Math.max(...drifts))} off`]),
  ];
  return texts.length === 0 ? notMeasured : texts.join(", ");
};

const head = (result: Result, width: number): readonly string[] => {
  const { suite, environment, confidence, thread } = result;
  const partial = result.partial ? ", PARTIAL" : "";
  const { vendor, architecture, description } = environment.adapter;
  const details = [vendor, architecture, description].filter((text) => text !== "").join(", ");
  const software = isSoftware(result) ? ", a software adapter on the processor" : "";
  return [
    ...wrapText(
      `Decode Wall, suite ${suite.name}, ${formatSeconds(result.durationSeconds)}, ${formatDate(result.createdAt)}${partial}`,
      width,
    ),
    "",
    ...labelled(
      "Device",
      `${environment.label}${details === "" ? "" : ` (${details})`}${software}`,
      width,
    ),
    ...labelled(
      "Browser",
      `${environment.browser} on ${environment.operatingSystem}, measured in ${thread === "worker" ? "a worker" : "the page's own thread"}`,
      width,
    ),
    ...labelled("Timer", timerText(result), width),
    ...labelled("Checks", checksText(result), width),
    ...labelled("Confidence", confidence.level, width),
    ...bullets(confidence.reasons, width),
  ];
};

const ratioLines = (result: Result, width: number): readonly string[] => {
  const ratio = ratioOf(result);
  const text =
    ratio.status === "unknown"
      ? `How many times faster it reads than it writes: ${notMeasured}. ${ratio.reason}`
      : `Reads a prompt ${formatRatio(ratio.ratio)} times faster than it writes the answer: ${formatTokensPerSecond(ratio.prefill.tokensPerSecond)} against ${formatTokensPerSecond(ratio.decode.tokensPerSecond)} (${ratio.model}-shaped, f16, ${ratio.decode.includes === "weights" ? "weights only, " : ""}prompt of ${ratio.prefill.promptTokens} tokens, one user).`;
  return ["", ...wrapText(plain(text), width)];
};

const ceilingLines = (result: Result, width: number): readonly string[] => {
  const { memory, copy, write, compute, dispatchSeconds } = result.ceilings;
  const rate = (
    ceiling: { bytesPerSecond: number; low: number; high: number } | undefined,
  ): string =>
    formatInterval(ceiling && { ...ceiling, median: ceiling.bytesPerSecond }, "bytesPerSecond");
  const paths = computePaths.flatMap((path) => {
    const ceiling = compute[path];
    if (!ceiling) return [];
    const achieved = formatInterval(
      { ...ceiling, median: ceiling.flopsPerSecond },
      "flopsPerSecond",
    );
    return labelled(`  ${path}`, `${achieved}, by ${ceiling.by}`, width);
  });
  return [
    ...labelled("  memory", rate(memory) + (memory ? `, by ${memory.by}` : ""), width),
    ...labelled("  copy", rate(copy), width),
    ...labelled("  write", rate(write), width),
    ...(paths.length === 0 ? labelled("  arithmetic", notMeasured, width) : paths),
    ...labelled("  dispatch", formatSeconds(dispatchSeconds), width),
    ...labelled(
      "  cache",
      result.cacheBytes === undefined ? "no knee found" : formatBytes(result.cacheBytes, 2),
      width,
    ),
  ];
};

const failedChecks = ({ kernels, decode, prefill, batchSweep }: Result): readonly string[] =>
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

const skippedTexts = ({ skipped }: Result): readonly string[] =>
  skipped.map(
    ({ id, dataType, code, message }) =>
      `${id} ${dataType}: ${skipWords[code].title.toLowerCase()}. ${message}`,
  );

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What to do about those that lower the confidence stands with its reasons. */
const warningTexts = ({ warnings }: Result): readonly string[] =>
  warnings.map(({ code, message }) => {
    const { title, remedy } = warningWords[code];
    const sentences = [title, message, lowersConfidence(code) ? "" : remedy];
    return sentences
      .filter((text) => text !== "")
      .map(asSentence)
      .join(" ");
  });

/** The whole result as a terminal shows it: plain text in at most `width` columns. */
export const resultTable = (result: Result, width: number): string => {
  const lines = [
    ...head(result, width),
    ...ratioLines(result, width),
    ...section("Ceilings: the best this device showed in this run", ceilingLines(result, width)),
    ...section("Kernels", kernelTable(result.kernels, width)),
    ...section("Writing the answer (decode)", decodeTable(result.decode, width)),
    ...section("Reading the prompt (prefill)", prefillTable(result.prefill, width)),
    ...section("Users at once", batchTables(result, width)),
    ...section("Data types beside f16, on the same shape", comparisonTable(result, width)),
    ...section("Small sets of memory, as a cache holds them", cacheTable(result, width)),
    ...section("Variants of the kernels", tuningTable(result, width)),
    ...section("Failed checks", bullets(failedChecks(result), width)),
    ...section("Not measured", bullets(skippedTexts(result), width)),
    ...section("Warnings", bullets(warningTexts(result), width)),
  ];
  return `${lines.join("\n")}\n`;
};
