import type { DecodeRow, KernelRow, PrefillRow, Shape } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatCount,
  formatFlopsPerSecond,
  formatInterval,
  formatPercent,
  formatSignificant,
  notMeasured,
} from "./format.ts";
import { textTable, type Column } from "./textTable.ts";

/** Where a failed check leaves nothing to say about speed. */
const none = "-";

/** `512x4096x4096` (m, n, k), `67,108,864` values of a stream, `b1 h32/8 d128 c4096` of attention. */
export const shapeText = (shape: Shape): string => {
  if ("elements" in shape) return formatCount(shape.elements);
  if ("m" in shape) return `${shape.m}x${shape.n}x${shape.k}`;
  const { batch, heads, kvHeads, headDim, context } = shape;
  return `b${batch} h${heads}/${kvHeads} d${headDim} c${context}`;
};

const passed = ({ verification }: Pick<KernelRow, "verification">): boolean =>
  verification.status === "passed";

const check: Column<Pick<KernelRow, "verification">> = {
  heading: "check",
  cell: (row) => (passed(row) ? "passed" : "FAILED"),
};

const ofRoof: Column<Pick<KernelRow, "verification" | "rooflineFraction">> = {
  heading: "roof",
  align: "right",
  cell: (row) =>
    passed(row) && row.rooflineFraction !== undefined ? formatPercent(row.rooflineFraction) : none,
};

/** Arithmetic for what arithmetic limits, bytes for what memory limits. */
const kernelRate = (row: KernelRow): string => {
  const { phase, bytesPerSecond, flopsPerSecond } = row;
  if (!passed(row) || bytesPerSecond === undefined) return none;
  return phase === "prefill"
    ? formatFlopsPerSecond(flopsPerSecond)
    : formatBytesPerSecond(bytesPerSecond);
};

const kernelTime = (row: KernelRow): string => {
  if (!passed(row)) return none;
  return row.seconds === undefined ? "proved only" : formatInterval(row.seconds);
};

/** Columns of a kernel's row, for any kind of table. */
export const kernelColumns: readonly Column<KernelRow>[] = [
  { heading: "kernel", cell: ({ id }) => cleanText(id) },
  { heading: "variant", expendable: 2, cell: ({ variant }) => cleanText(variant) },
  { heading: "shape", expendable: 1, cell: ({ shape }) => shapeText(shape) },
  { heading: "time", align: "right", cell: kernelTime },
  { heading: "rate", align: "right", cell: kernelRate },
  { heading: "bytes", align: "right", cell: ({ bytes }) => formatBytes(bytes) },
  ofRoof,
  { heading: "from", expendable: 3, cell: ({ residency }) => residency },
  check,
];

const nothing: readonly string[] = [`  ${notMeasured}`];

export const kernelTable = (rows: readonly KernelRow[], width: number): readonly string[] =>
  rows.length === 0 ? nothing : textTable(kernelColumns, rows, width);

type ModelRow = DecodeRow | PrefillRow;

/** Stands in the first column, which no width leaves out. */
const extrapolatedMark = "*";
const model: Column<ModelRow> = {
  heading: "model",
  cell: (row) => cleanText(row.model) + (row.extrapolated ? extrapolatedMark : ""),
};
const dataType: Column<ModelRow> = { heading: "type", cell: (row) => row.dataType };
const includes: Column<ModelRow> = {
  heading: "counts",
  expendable: 3,
  cell: (row) => (row.includes === "weights" ? "weights only" : "whole step"),
};
const layers: Column<ModelRow> = {
  heading: "layers",
  expendable: 2,
  align: "right",
  cell: ({ layersMeasured }) => formatCount(layersMeasured),
};
const tokens: Column<ModelRow> = {
  heading: "tokens/s",
  align: "right",
  cell: (row) => (passed(row) ? formatSignificant(row.tokensPerSecond) : none),
};

/** Columns of a decode row, for any kind of table. */
export const decodeColumns: readonly Column<DecodeRow>[] = [
  model,
  dataType,
  includes,
  layers,
  { heading: "users", align: "right", expendable: 1, cell: ({ batch }) => formatCount(batch) },
  {
    heading: "context",
    align: "right",
    expendable: 4,
    cell: ({ contextTokens }) => formatCount(contextTokens),
  },
  {
    heading: "a step",
    align: "right",
    cell: (row) => (passed(row) ? formatInterval(row.secondsPerStep) : none),
  },
  tokens,
  {
    heading: "rate",
    align: "right",
    cell: (row) => (passed(row) ? formatBytesPerSecond(row.bytesPerSecond) : none),
  },
  { heading: "bytes", align: "right", cell: ({ bytesPerStep }) => formatBytes(bytesPerStep) },
  ofRoof,
  { ...check, expendable: 5 },
];

/** Columns of a prefill row, for any kind of table. */
export const prefillColumns: readonly Column<PrefillRow>[] = [
  model,
  dataType,
  includes,
  layers,
  { heading: "prompt", align: "right", cell: ({ promptTokens }) => formatCount(promptTokens) },
  {
    heading: "time",
    align: "right",
    cell: (row) => (passed(row) ? formatInterval(row.seconds) : none),
  },
  tokens,
  {
    heading: "rate",
    align: "right",
    cell: (row) => (passed(row) ? formatFlopsPerSecond(row.flopsPerSecond) : none),
  },
  { heading: "bytes", align: "right", expendable: 1, cell: ({ bytes }) => formatBytes(bytes) },
  ofRoof,
  { ...check, expendable: 5 },
];

const modelTable = <Row extends ModelRow>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): readonly string[] => {
  if (rows.length === 0) return nothing;
  const note = `  ${extrapolatedMark} from fewer layers than the model has`;
  return [
    ...textTable(columns, rows, width),
    ...(rows.some(({ extrapolated }) => extrapolated) ? [note] : []),
  ];
};

export const decodeTable = (rows: readonly DecodeRow[], width: number): readonly string[] =>
  modelTable(decodeColumns, rows, width);

export const prefillTable = (rows: readonly PrefillRow[], width: number): readonly string[] =>
  modelTable(prefillColumns, rows, width);
