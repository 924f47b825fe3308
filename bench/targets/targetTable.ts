import type { Result } from "../../src/domain/result.ts";
import {
  formatBytesPerSecond,
  formatDate,
  formatFlopsPerSecond,
  formatPercent,
  formatSeconds,
  formatTokensPerSecond,
  notMeasured,
} from "../../src/report/format.ts";
import { cleanText } from "../../src/report/cleanText.ts";
import { markdownTable, markdownText } from "../../src/report/markdownText.ts";
import { textTable, type Column } from "../../src/report/textTable.ts";
import { wrapText } from "../../src/report/wrapText.ts";
import { kernelTargets } from "./kernelTargets.ts";
import { stepTargets } from "./stepTargets.ts";
import { standingOf, type Figure, type Target, type TargetUnit } from "./target.ts";

/** In the order of the table. */
export const targets: readonly Target[] = [...kernelTargets, ...stepTargets];

const formats: Readonly<Record<TargetUnit, (value: number) => string>> = {
  bytesPerSecond: formatBytesPerSecond,
  flopsPerSecond: formatFlopsPerSecond,
  tokensPerSecond: formatTokensPerSecond,
  seconds: formatSeconds,
  share: formatPercent,
};

/** A target as it stands in a set of documents. */
export interface TargetLine {
  readonly target: Target;
  /** Of the first document that has it. */
  readonly figure: Figure | undefined;
}

export const targetLines = (results: readonly Result[]): readonly TargetLine[] =>
  targets.map((target) => ({
    target,
    figure: results.flatMap((result) => target.measured(result) ?? [])[0],
  }));

const measuredText = ({ target: { unit }, figure }: TargetLine): string =>
  figure === undefined
    ? notMeasured
    : `${formats[unit](figure.value)}${figure.extrapolated ? "*" : ""}`;

/** What is to be reached, what was, and how that stands. */
export const targetColumns: readonly Column<TargetLine>[] = [
  { heading: "what", cell: ({ target }) => target.what },
  {
    heading: "accept",
    align: "right",
    cell: ({ target: { unit, accept } }) => formats[unit](accept),
  },
  {
    heading: "stretch",
    align: "right",
    cell: ({ target: { unit, stretch } }) => formats[unit](stretch),
  },
  { heading: "measured", align: "right", cell: measuredText },
  {
    heading: "is",
    cell: ({ target, figure }) => (figure === undefined ? "" : standingOf(target, figure)),
  },
  { heading: "field of the document", cell: ({ target }) => target.field, expendable: 1 },
];

const title = "Targets for an NVIDIA H100 80GB HBM3 (SXM), Chromium under Linux; none is a test";
const legend =
  "Shares of GEMV are of the run's memory ceiling. 8B is Llama 3.1 8B, 0.6B Qwen3 0.6B, whole steps.";
const remark = "* Fewer layers were measured; the whole follows by a line.";

const origin = ({
  environment,
  suite,
  createdAt,
  build,
  confidence,
  browserFlags,
}: Result): string =>
  cleanText(
    [
      environment.label,
      environment.browser,
      `suite ${suite.name}`,
      formatDate(createdAt),
      `commit ${build.commit}`,
      `confidence ${confidence.level}`,
      ...(browserFlags ?? []),
    ].join(", "),
    1000,
  );

const hasRemark = (lines: readonly TargetLine[]): boolean =>
  lines.some(({ figure }) => figure?.extrapolated);

export const targetText = (results: readonly Result[], width: number): string => {
  const lines = targetLines(results);
  return `${[
    ...wrapText(title, width),
    ...results.flatMap((result) => wrapText(`  ${origin(result)}`, width, 4)),
    "",
    ...textTable(targetColumns, lines, width),
    "",
    ...wrapText(legend, width),
    ...(hasRemark(lines) ? wrapText(remark, width) : []),
  ].join("\n")}\n`;
};

export const targetMarkdown = (results: readonly Result[]): string => {
  const lines = targetLines(results);
  return `${[
    title,
    "",
    ...results.map((result) => `- ${markdownText(origin(result))}`),
    "",
    ...markdownTable(targetColumns, lines),
    "",
    legend,
    ...(hasRemark(lines) ? ["", markdownText(remark)] : []),
  ].join("\n")}\n`;
};
