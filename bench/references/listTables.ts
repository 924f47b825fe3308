import type { Figure } from "../../src/reference/accelerators.ts";
import { attribution, correctionWords } from "../../src/reference/attribution.ts";
import type { AcceleratorProfile } from "../../src/reference/profile.ts";
import type { Reference } from "../../src/reference/reference.ts";
import type { ReferenceModel } from "../../src/reference/referenceModel.ts";
import type { ReferenceCell, ReferenceRow } from "../../src/reference/referenceRow.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatCount,
  formatFlopsPerSecond,
  formatSignificant,
} from "../../src/report/format.ts";
import { notPublishedText } from "../../src/report/projectionWords.ts";
import { textTable, type Column } from "../../src/report/textTable.ts";
import { wrapText } from "../../src/report/wrapText.ts";

const shown = (figure: Figure | undefined, format: (value: number) => string): string =>
  figure ? format(figure.value) : notPublishedText;

const machineColumns: readonly Column<AcceleratorProfile>[] = [
  { heading: "id", cell: ({ id }) => id },
  { heading: "name", expendable: 7, cell: ({ name }) => name },
  { heading: "status", expendable: 4, cell: ({ status }) => status },
  { heading: "chips", expendable: 5, align: "right", cell: ({ chips }) => String(chips.count) },
  { heading: "memory", align: "right", cell: (row) => shown(row.memoryBytes, formatBytes) },
  {
    heading: "bandwidth",
    align: "right",
    cell: (row) => shown(row.memoryBytesPerSecond, formatBytesPerSecond),
  },
  {
    heading: "dense 16 bits",
    align: "right",
    expendable: 3,
    cell: ({ peakFlops }) => shown(peakFlops.fp16 ?? peakFlops.bf16, formatFlopsPerSecond),
  },
  { heading: "power", align: "right", expendable: 6, cell: (row) => shown(row.watts, watts) },
];

const watts = (value: number): string => `${formatCount(value)} W`;

const modelColumns: readonly Column<ReferenceModel>[] = [
  { heading: "id", cell: ({ id }) => id },
  { heading: "name", expendable: 1, cell: ({ name }) => name },
  {
    heading: "billion weights",
    align: "right",
    cell: ({ weights }) => formatSignificant(weights.total / 1e9),
  },
  {
    heading: "read a token",
    align: "right",
    cell: ({ weights }) => formatSignificant(weights.readPerToken / 1e9),
  },
  { heading: "attention", expendable: 2, cell: ({ attention }) => attention.kind },
  {
    heading: "window",
    align: "right",
    expendable: 3,
    cell: ({ window }) => (window ? formatCount(window.tokens) : "-"),
  },
  {
    heading: "experts",
    align: "right",
    cell: ({ experts }) => (experts ? `${experts.perToken} of ${experts.count}` : "-"),
  },
];

/** Machines with their main figures. */
export const machineList = (
  { profiles, pairings }: Reference,
  width: number,
): readonly string[] => [
  ...textTable(machineColumns, profiles, width),
  ...pairings.flatMap(({ id, prefill, decode }) =>
    wrapText(`  ${id}: reads on ${prefill}, writes on ${decode}`, width, 4),
  ),
];

export const modelList = ({ models }: Reference, width: number): readonly string[] =>
  textTable(modelColumns, models, width);

/** An address stays on one line, however long. */
const fieldText = (head: string, value: string, width: number): readonly string[] =>
  value.includes(" ") ? wrapText(head + value, width, head.length) : [head + value];

/** One row as lines of its fields. */
const fieldLines = (row: ReferenceRow, width: number): readonly string[] =>
  Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : fieldText(`  ${name.padEnd(22)}`, String(value), width),
  );

/** Every row of a section with all its fields, apart from each other. */
export const rowList = (rows: readonly ReferenceRow[], width: number): readonly string[] =>
  rows.flatMap((row, index) => [...(index === 0 ? [] : [""]), ...fieldLines(row, width)]);

const digits = 4;

const inUnit = (value: ReferenceCell, unit: ReferenceCell): string => {
  if (typeof value !== "number") return String(value);
  switch (unit) {
    case "bytes":
      return formatBytes(value, digits);
    case "bytes/s":
      return formatBytesPerSecond(value, digits);
    case "FLOP/s":
      return formatFlopsPerSecond(value, digits);
    default:
      return `${formatCount(value)} ${unit}`;
  }
};

/** A machine's figures, each with its source, then its notes. */
export const machineSheet = (
  { profiles, pairings }: Reference,
  id: string,
  rows: readonly ReferenceRow[],
  width: number,
): readonly string[] => {
  const machine = [...profiles, ...pairings].find((candidate) => candidate.id === id);
  const notes = (machine?.notes ?? []).flatMap((note) => wrapText(`  - ${note}`, width, 4));
  const figures = rows.flatMap(({ figure, value, unit, low, high, url, ...row }) => {
    if (typeof value !== "number") return [];
    const range = low === undefined ? "" : ` (${inUnit(low, unit)} to ${inUnit(high, unit)})`;
    const from = ["confidence", "source", "publisher", "date", "note"].flatMap(
      (field) => row[field] ?? [],
    );
    const text = `  ${figure}: ${inUnit(value, unit)}${range}; ${from.join("; ")}`;
    return [...wrapText(text, width, 4), ...(url === undefined ? [] : [`    ${url}`])];
  });
  return [`${machine?.name ?? id} (${id})`, ...figures, ...notes];
};

/** Terms of use, under every list. */
export const footer = ({ asOf }: Reference, width: number): readonly string[] => [
  "",
  ...wrapText(`Looked up on ${asOf}. ${correctionWords}`, width),
  ...attribution.flatMap((text) => wrapText(text, width)),
];
