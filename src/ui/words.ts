import type { DataType } from "../domain/dataType.ts";
import type { ConfidenceLevel, Operation } from "../domain/result.ts";

/** Every word that the page itself says. Failures and warnings have theirs in `report/words.ts`. */

export const dataTypeNames: Readonly<Record<DataType, string>> = {
  f32: "32-bit",
  f16: "16-bit",
  int8: "8-bit",
  int4: "4-bit",
  mxfp4: "4-bit (mxfp4)",
};

export const operationNames: Readonly<Record<Operation, string>> = {
  gemm: "matrix × matrix",
  gemv: "matrix × vector",
  attention: "attention",
  other: "ceiling",
};

export const confidenceNames: Readonly<Record<ConfidenceLevel, string>> = {
  high: "confidence high",
  medium: "confidence medium",
  low: "confidence low",
  invalid: "not comparable",
};

export const runWords = {
  start: "Measure this GPU",
  startSoftware: "Check the kernels on the processor",
  startAgain: "Measure again",
  full: "Measure everything",
  fullHint: "every kernel and data type; takes minutes",
  cancel: "Stop and keep what is finished",
  progress: "Measurement progress",
  preparing: "now: asking the browser for the GPU",
  estimating: "estimating the time left",
  retry: "Try again",
  partialKept: "What was finished before is kept below, marked partial.",
  technical: "What the browser said",
} as const;

export const preflightWords = {
  heading: "Before you measure",
  checks: ["plugged in", "other tabs closed", "this tab in front", "device cool"],
  looking: "Looking for a GPU…",
  software: "the processor (no GPU in this browser)",
  adapter: "This browser offers",
  notYours: "Not your GPU?",
  notYoursText:
    "With two GPUs the browser decides, and a page cannot. On Windows: Settings, Display, Graphics, choose this browser, High performance; on a Mac or Linux laptop plug the power in; then restart the browser.",
  nameLabel: "Name of your GPU",
  memoryLabel: "Its memory in GB",
} as const;

export const tableWords = {
  caption: "Every measurement of this run",
  columns: {
    name: "Measured",
    dataType: "Stored as",
    time: "Median time, 95% interval",
    bytes: "Bytes moved",
    rate: "Rate",
    share: "Of the roofline",
    proof: "Checked against float64",
  },
  provedOnly: "checked, not timed",
  passed: "passed",
  failed: "check failed, not shown",
  skipped: "Not measured",
  none: "Nothing is measured yet.",
} as const;

export const chartWords = {
  hint: "Left and right arrow keys go from point to point.",
  readoutHint: "Point at the chart, or use the arrow keys, to read its values.",
  table: "Show as a table",
  png: "Save PNG",
  svg: "Save SVG",
  name: "Name",
  interval: "95% interval",
  kind: "Kind",
  measured: "measured",
  published: "published",
  ceiling: "ceiling",
} as const;

export const rooflineWords = {
  title: "What limits each kernel",
  x: "FLOP per byte fetched",
  y: "FLOP/s",
  slope: "memory",
  empty: "The roofline appears when memory and arithmetic have been measured.",
} as const;
