import { cleanText, sentenceLength } from "./cleanText.ts";
import { formatPercent } from "./format.ts";
import { changeText, type GateEntry, type GateReport } from "./gateReport.ts";
import { textTable, type Column } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

/** Names and reasons come from pages and paths of others. */
const clean = (text: string): string => cleanText(text, sentenceLength);

const columns: readonly Column<GateEntry>[] = [
  { heading: "metric", cell: ({ metric }) => clean(metric) },
  { heading: "verdict", cell: ({ verdict }) => verdict },
  { heading: "change of time (99% interval)", align: "right", cell: changeText },
  { heading: "allowed", align: "right", cell: ({ limit }) => `+${formatPercent(limit)}` },
];

const noteLines = (entries: readonly GateEntry[], width: number): readonly string[] =>
  entries.flatMap(({ metric, note }) =>
    note === undefined ? [] : wrapText(`  ${clean(`${metric}: ${note}`)}`, width, 4),
  );

/** What a gate found, below the result's own table. */
export const gateTable = (gate: GateReport, width: number): string => {
  const { against, entries, incomparable } = gate;
  const lines = [
    "",
    ...wrapText(clean(`Compared with ${against}`), width, 2),
    ...incomparable.flatMap((reason) =>
      wrapText(`  ${clean(`not comparable: ${reason}`)}`, width, 4),
    ),
    ...(entries.length > 0 ? textTable(columns, entries, width) : []),
    ...noteLines(entries, width),
  ];
  return `${lines.join("\n")}\n`;
};
