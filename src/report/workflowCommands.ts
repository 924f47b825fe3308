import type { Result } from "../domain/result.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { gateEntryText } from "./gateReport.ts";
import { failedChecks } from "./notices.ts";
import type { Report } from "./report.ts";

const title = "Decode Wall";

/** The text of a workflow command, in which % begins what stands for a character. */
const dataText = (text: string): string =>
  cleanText(text, sentenceLength).replaceAll("%", "%25").replaceAll("##[", "# #[");

const annotation = (level: "error" | "warning", text: string): string =>
  `::${level} title=${title}::${dataText(text)}`;

const skippedFailures = ({ skipped }: Result): readonly string[] =>
  skipped
    .filter(({ code }) => code === "failed-check")
    .map(({ id, dataType, message }) => `${id} ${dataType}: ${message}`);

/** What failed, as GitHub Actions shows it beside a job; empty where nothing did. */
export const annotationsOf = ({ result, gate }: Report): readonly string[] => [
  ...failedChecks(result).map((text) => annotation("error", text)),
  ...skippedFailures(result).map((text) => annotation("error", text)),
  ...(gate?.incomparable ?? []).map((text) => annotation("error", `Not comparable: ${text}`)),
  ...(gate?.entries ?? []).flatMap((entry) =>
    entry.verdict === "slower"
      ? [annotation("error", gateEntryText(entry))]
      : entry.verdict === "unsure"
        ? [annotation("warning", gateEntryText(entry))]
        : [],
  ),
];

/** A failure without a result, as GitHub Actions shows it. */
export const errorAnnotation = (text: string): string => annotation("error", text);

/**
 * Text for a log that GitHub Actions reads: a line that begins with :: or holds ##[ would be obeyed,
 * and a device's name may be anything.
 */
export const withoutWorkflowCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, "$1:\u200b").replaceAll("##[", "# #[");
