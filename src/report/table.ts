import type { Result } from "../domain/result.ts";
import { batchTables } from "./batchTables.ts";
import { cacheTable } from "./cacheTable.ts";
import { ceilingRows } from "./ceilingRows.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { comparisonTable } from "./comparisonTable.ts";
import { headRows, ratioText, titleText } from "./headRows.ts";
import { failedChecks, skippedTexts, warningTexts } from "./notices.ts";
import { decodeTable, kernelTable, prefillTable } from "./rowTables.ts";
import { tuningTable } from "./tuningTable.ts";
import { breakdownTables, latencyTable } from "./waitTables.ts";
import { wrapText } from "./wrapText.ts";

const plain = (text: string): string => cleanText(text, sentenceLength);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines];

const labelWidth = 16; // of the longest: a path of the matrix unit
const labelled = (label: string, text: string, width: number): readonly string[] =>
  wrapText(label.padEnd(labelWidth) + plain(text), width, labelWidth);

const bullets = (texts: readonly string[], width: number): readonly string[] =>
  texts.flatMap((text) => wrapText(`  - ${plain(text)}`, width, 4));

const head = (result: Result, width: number): readonly string[] => [
  ...wrapText(titleText(result), width),
  "",
  ...headRows(result).flatMap(({ label, text }) => labelled(label, text, width)),
  ...bullets(result.confidence.reasons, width),
];

const ratioLines = (result: Result, width: number): readonly string[] => [
  "",
  ...wrapText(plain(ratioText(result)), width),
];

const ceilingLines = (result: Result, width: number): readonly string[] =>
  ceilingRows(result).flatMap(({ label, text }) => labelled(`  ${label}`, text, width));

/** The whole result as a terminal shows it: plain text in at most `width` columns. */
export const resultTable = (result: Result, width: number): string => {
  const lines = [
    ...head(result, width),
    ...ratioLines(result, width),
    ...section("Ceilings: the best this device showed in this run", ceilingLines(result, width)),
    ...section("Kernels", kernelTable(result.kernels, width)),
    ...section("Writing the answer (decode)", decodeTable(result.decode, width)),
    ...section("Reading the prompt (prefill)", prefillTable(result.prefill, width)),
    ...section("What one user waits for (latency)", latencyTable(result, width)),
    ...section("Where the time of a step goes", breakdownTables(result, width)),
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
