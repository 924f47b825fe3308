import { html, nothing, type TemplateResult } from "lit";
import type { ReferenceCell, ReferenceRow } from "../reference/referenceRow.ts";
import type { ReferenceSection } from "../reference/referenceTables.ts";
import { formatQuantity, formatSignificant, type Quantity } from "../report/format.ts";
import { chipsWords } from "./words.ts";
import type { TableCell } from "./valueTable.ts";

/** A column of a table of the data. */
export interface DataColumn {
  readonly label: string;
  readonly cell: (row: ReferenceRow) => TableCell;
  /** Fields that it shows; what no column shows stands under "Also". */
  readonly fields: readonly string[];
}

const quantities: Readonly<Record<string, Quantity>> = {
  bytes: "bytes",
  "bytes/s": "bytesPerSecond",
  "B/s": "bytesPerSecond",
  "FLOP/s": "flopsPerSecond",
  FLOP: "flops",
};

/** As many digits as anything is published with. */
const digits = 6;

const valueText = (value: ReferenceCell, unit: ReferenceCell): string => {
  if (value === undefined) return "";
  if (typeof value === "string") return `${value}${unit === undefined ? "" : ` ${unit}`}`;
  const quantity = typeof unit === "string" ? quantities[unit] : undefined;
  if (quantity) return formatQuantity(value, quantity, digits);
  return `${formatSignificant(value, digits)}${unit === undefined ? "" : ` ${unit}`}`;
};

/** A row's value with its range where sources disagree, or where a source gives one. */
export const rowValue = ({ value, unit, low, high, highest }: ReferenceRow): string => {
  const shown = valueText(value, unit);
  if (highest !== undefined) return `${valueText(value, undefined)} to ${valueText(highest, unit)}`;
  return low === undefined
    ? shown
    : `${shown} (${valueText(low, unit)} to ${valueText(high, unit)})`;
};

const text = (field: string, label: string): DataColumn => ({
  label,
  fields: [field],
  cell: (row) => {
    const value = row[field];
    return typeof value === "number" ? formatSignificant(value, 15) : (value ?? "");
  },
});

const value: DataColumn = {
  label: "Value",
  fields: ["value", "unit", "low", "high", "highest"],
  cell: rowValue,
};

const named = (field: string, label: string): DataColumn => ({
  label,
  fields: [field, "id"],
  cell: (row) => html`${row[field] ?? row["id"]} <span class="muted">${row["id"]}</span>`,
});

const link = (url: ReferenceCell, title: ReferenceCell): TemplateResult =>
  typeof url === "string" && url.startsWith("https://")
    ? html`<a href=${url} rel="noreferrer">${title}</a>`
    : html`${title}`;

const source: DataColumn = {
  label: "Source",
  fields: ["source", "publisher", "url", "date", "via"],
  cell: ({ source: title, publisher, url, date, via }) =>
    title === undefined
      ? ""
      : html`${link(url, title)}${[publisher, date, via === undefined ? undefined : `via ${via}`]
          .filter((part) => part !== undefined)
          .map((part) => html`, ${part}`)}`,
};

const trustNames: Readonly<Record<string, string>> = chipsWords.confidences;

const trust: DataColumn = {
  label: "Trust",
  fields: ["confidence"],
  cell: ({ confidence = "" }) => trustNames[confidence] ?? String(confidence),
};
const note = text("note", "Note");

/** "kvHeads" as "kv heads". */
const wordsOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A year has no thousands. */
const fieldText = (field: string, entry: ReferenceCell): string =>
  typeof entry === "number" && field !== "year" ? formatSignificant(entry, 15) : String(entry);

/** Every field of a row that no other column shows, so that nothing is kept back. */
const also = (columns: readonly DataColumn[]): DataColumn => {
  const shown = new Set(columns.flatMap(({ fields }) => fields));
  return {
    label: "Also",
    fields: [],
    cell: (row) => {
      const rest = Object.entries(row).filter(
        ([field, entry]) => !shown.has(field) && entry !== undefined && entry !== "",
      );
      return rest.length === 0
        ? ""
        : html`${rest.map(
            ([field, entry], index) =>
              html`${index === 0 ? nothing : "; "}${wordsOf(field)} ${fieldText(field, entry)}`,
          )}`;
    },
  };
};

/** Columns with what they leave out between them and the last ones. */
const complete = (columns: readonly DataColumn[], last: readonly DataColumn[]) => [
  ...columns,
  also([...columns, ...last]),
  ...last,
];

/** How each part of the data is laid out; rows of machines stand under their machine's name. */
export const dataColumns: Readonly<Record<ReferenceSection, readonly DataColumn[]>> = {
  machines: [text("figure", "Figure"), value, trust, source, note],
  pairs: complete(
    [named("name", "Pair"), text("prefill", "Reads"), text("decode", "Writes")],
    [note, source],
  ),
  models: complete(
    [
      named("name", "Model"),
      text("weights", "Weights"),
      text("weightsReadPerToken", "Read a token"),
    ],
    [note, source],
  ),
  measurements: complete(
    [
      named("machine", "Machine"),
      {
        label: "Measured",
        fields: ["metric", "model"],
        cell: ({ metric, model }) =>
          [String(metric).replaceAll("_", " "), ...(model === undefined ? [] : [model])].join(", "),
      },
      value,
      trust,
    ],
    [note, source],
  ),
  claims: complete(
    [named("subject", "About"), text("claim", "Claim"), value, text("claimant", "By"), trust],
    [text("check", "Before believing it"), source],
  ),
  sources: [
    {
      label: "Source",
      fields: ["title", "url", "id"],
      cell: ({ title, url, id }) => html`${link(url, title)} <span class="muted">${id}</span>`,
    },
    text("publisher", "Publisher"),
    text("date", "Date"),
    text("kind", "Kind"),
    note,
  ],
};
