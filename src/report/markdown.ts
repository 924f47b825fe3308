import type { Result } from "../domain/result.ts";
import { ceilingRows } from "./ceilingRows.ts";
import { formatPercent } from "./format.ts";
import { changeText, type GateEntry, type GateReport } from "./gateReport.ts";
import { headRows, ratioText, titleText } from "./headRows.ts";
import { markdownTable, markdownText } from "./markdownText.ts";
import { failedChecks, skippedTexts, warningTexts } from "./notices.ts";
import type { Report } from "./report.ts";
import { decodeColumns, kernelColumns, prefillColumns } from "./rowTables.ts";
import type { Column } from "./textTable.ts";
import { latencyColumns } from "./waitTables.ts";

/** By which a workflow finds its own comment on a pull request again. */
export const markdownMarker = "<!-- decode-wall -->";

/** A comment on GitHub holds 65,536 characters; what comes before and after needs some of them. */
const mostCharacters = 60_000;
const leftOut = "The kernels' rows are left out: they would not fit a comment.";

interface Labelled {
  readonly label: string;
  readonly text: string;
}
const labelledColumns = (heading: string): readonly Column<Labelled>[] => [
  { heading, cell: ({ label }) => label },
  { heading: "value", cell: ({ text }) => text },
];

const gateColumns: readonly Column<GateEntry>[] = [
  { heading: "metric", cell: ({ metric }) => metric },
  { heading: "verdict", cell: ({ verdict }) => verdict },
  { heading: "change of time (99% interval)", align: "right", cell: changeText },
  { heading: "allowed", align: "right", cell: ({ limit }) => formatPercent(limit) },
  { heading: "note", cell: ({ note }) => note ?? "" },
];

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines];

const bullets = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => `- ${markdownText(text)}`);

const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] =>
  rows.length === 0 ? [] : markdownTable(columns, rows);

const gateLines = (gate: GateReport): readonly string[] => [
  markdownText(`Compared with ${gate.against}.`),
  "",
  ...bullets(gate.incomparable.map((reason) => `Not comparable: ${reason}`)),
  ...(gate.incomparable.length > 0 && gate.entries.length > 0 ? [""] : []),
  ...table(gateColumns, gate.entries),
];

const kernelLines = ({ kernels }: Result): readonly string[] =>
  kernels.length === 0
    ? []
    : [
        "",
        `<details><summary>Kernels: ${kernels.length}</summary>`,
        "",
        ...markdownTable(kernelColumns, kernels),
        "",
        "</details>",
      ];

/** The result as GitHub's markdown, for a comment on a pull request or the summary of a job. */
export const resultMarkdown = ({ result, gate }: Report): string => {
  const text = (kernels: readonly string[]): string =>
    [
      markdownMarker,
      "",
      `## ${markdownText(titleText(result))}`,
      ...(gate ? section("Gate", gateLines(gate)) : []),
      "",
      `**${markdownText(ratioText(result))}**`,
      "",
      ...markdownTable(labelledColumns("run"), headRows(result)),
      ...(result.confidence.reasons.length > 0 ? ["", ...bullets(result.confidence.reasons)] : []),
      ...section("Failed checks", bullets(failedChecks(result))),
      ...section("Ceilings", markdownTable(labelledColumns("ceiling"), ceilingRows(result))),
      ...section("Writing the answer (decode)", table(decodeColumns, result.decode)),
      ...section("Reading the prompt (prefill)", table(prefillColumns, result.prefill)),
      ...section("What one user waits for (latency)", table(latencyColumns, result.latency ?? [])),
      ...section("Not measured", bullets(skippedTexts(result))),
      ...section("Warnings", bullets(warningTexts(result))),
      ...kernels,
      "",
    ].join("\n");
  const whole = text(kernelLines(result));
  return whole.length <= mostCharacters ? whole : text(["", leftOut]);
};
