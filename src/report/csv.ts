import type { BatchRow, DecodeRow, KernelRow, PrefillRow, Result } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import { shapeText } from "./rowTables.ts";

type Cell = string | number | undefined;
/** One measurement by column; a column that it lacks stays empty. */
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

const columns = [
  "device",
  "createdAt",
  "confidence",
  "kind",
  "id",
  "dataType",
  "shape",
  "variant",
  "users",
  "tokens",
  "includes",
  "layersMeasured",
  "extrapolated",
  "seconds",
  "secondsLow",
  "secondsHigh",
  "samples",
  "bytes",
  "flops",
  "bytesPerSecond",
  "flopsPerSecond",
  "tokensPerSecond",
  "rooflineFraction",
  "verification",
] as const;

/** A spreadsheet would calculate such a text. A number is never text, so that -1 stays one. */
const formulaStart = /^[=+\-@\t\r]/;

const cellText = (cell: Cell): string => {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = cleanText(cell);
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const timing = (interval: KernelRow["seconds"]): Row =>
  interval
    ? {
        seconds: interval.median,
        secondsLow: interval.low,
        secondsHigh: interval.high,
        samples: interval.samples.length,
      }
    : {};

const kernelRow = (row: KernelRow): Row => ({
  kind: "kernel",
  id: row.id,
  dataType: row.dataType,
  shape: shapeText(row.shape).replaceAll(",", ""),
  variant: row.variant,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

const modelRow = (row: DecodeRow | PrefillRow): Row => ({
  id: row.model,
  dataType: row.dataType,
  includes: row.includes,
  layersMeasured: row.layersMeasured,
  extrapolated: row.extrapolated ? "yes" : "no",
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

const decodeRow = (row: DecodeRow): Row => ({
  ...modelRow(row),
  kind: "decode",
  users: row.batch,
  tokens: row.contextTokens,
  ...timing(row.secondsPerStep),
  bytes: row.bytesPerStep,
  flops: row.flopsPerStep,
});

const prefillRow = (row: PrefillRow): Row => ({
  ...modelRow(row),
  kind: "prefill",
  tokens: row.promptTokens,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
});

const batchRow = (row: BatchRow): Row => ({
  kind: "batch",
  id: row.model,
  dataType: row.dataType,
  variant: `${row.kernel} ${row.variant}`,
  users: row.batch,
  tokens: row.contextTokens,
  includes: row.includesAttention ? "layer" : "weights of a layer",
  layersMeasured: row.layersMeasured,
  ...timing(row.seconds),
  bytes: row.bytes,
  flops: row.flops,
  bytesPerSecond: row.bytesPerSecond,
  flopsPerSecond: row.flopsPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  rooflineFraction: row.rooflineFraction,
  verification: row.verification.status,
});

/** One line for each measurement under a header, SI units unscaled, as RFC 4180 with CRLF. */
export const resultCsv = (result: Result): string => {
  const common: Row = {
    device: result.environment.label,
    createdAt: result.createdAt,
    confidence: result.confidence.level,
  };
  const rows: readonly Row[] = [
    ...result.kernels.map(kernelRow),
    ...result.decode.map(decodeRow),
    ...result.prefill.map(prefillRow),
    ...result.batchSweep.map(batchRow),
    ...result.cacheCurve.map(({ workingSetBytes, bytesPerSecond }) => ({
      kind: "cache",
      bytes: workingSetBytes,
      bytesPerSecond,
    })),
  ];
  const lines = rows.map((row) =>
    columns.map((column) => cellText({ ...common, ...row }[column])).join(","),
  );
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
};
