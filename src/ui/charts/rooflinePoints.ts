import type { DecodeRow, KernelRow } from "../../domain/result.ts";
import { formatCount } from "../../report/format.ts";
import { shapeText, type Measured } from "../measurementRows.ts";
import { modelName } from "../modelName.ts";
import { dataTypeNames, operationNames } from "../words.ts";
import type { ChartPoint } from "./chartFigure.ts";

const isPlotted = (row: KernelRow): boolean =>
  row.operation !== "other" &&
  row.residency === "memory" &&
  row.verification.status === "passed" && // a failed kernel did other work
  row.seconds !== undefined;

const kernelPoints = (kernels: readonly KernelRow[]): readonly ChartPoint[] =>
  kernels.filter(isPlotted).flatMap((row, index) => {
    const { seconds, flopsPerSecond } = row;
    if (seconds === undefined || flopsPerSecond === undefined) return [];
    return [
      {
        id: `kernel-${index}`,
        name: `${operationNames[row.operation]} ${shapeText(row.shape)}, ${dataTypeNames[row.dataType]}`,
        ...looks(row.phase, "small"),
        at: { x: row.intensity, y: flopsPerSecond },
        interval: { low: row.flops / seconds.high, high: row.flops / seconds.low },
      },
    ];
  });

const looks = (
  phase: "prefill" | "decode",
  size: ChartPoint["size"],
): Pick<ChartPoint, "ink" | "marker" | "fill" | "size"> => ({
  ink: phase,
  marker: phase === "prefill" ? "square" : "circle",
  fill: "filled",
  size,
});

/** The model with most bytes is the one that the page speaks of. */
const sizeOf = (model: string, { decode, prefill }: Measured): ChartPoint["size"] => {
  const heaviest = [
    ...decode.map((row) => ({ model: row.model, bytes: row.bytesPerStep })),
    ...prefill,
  ].toSorted((a, b) => b.bytes - a.bytes)[0];
  return heaviest === undefined || heaviest.model === model ? "large" : "small";
};

type Row = Pick<KernelRow, "verification" | "residency">;
const isPassed = ({ verification }: Row): boolean => verification.status === "passed";
/** Of weights in the cache memory's slope says nothing; reading is limited by arithmetic anyway. */
const isFromMemory = (row: Row): boolean => isPassed(row) && row.residency === "memory";

const contextText = ({ includes, contextTokens }: DecodeRow): string =>
  includes === "step" ? `, ${formatCount(contextTokens)} tokens of context` : "";

const modelPoints = (measured: Measured): readonly ChartPoint[] => {
  const { decode, prefill } = measured;
  return [
    ...decode.filter(isFromMemory).map((row, index) => ({
      id: `decode-${index}`,
      name: `${modelName(row.model)}, ${dataTypeNames[row.dataType]}: writing for ${row.batch === 1 ? "1 user" : `${row.batch} users`}${contextText(row)}`,
      label: "writing",
      ...looks("decode", sizeOf(row.model, measured)),
      at: { x: row.flopsPerStep / row.bytesPerStep, y: row.flopsPerSecond },
      interval: {
        low: row.flopsPerStep / row.secondsPerStep.high,
        high: row.flopsPerStep / row.secondsPerStep.low,
      },
    })),
    ...prefill.filter(isPassed).map((row, index) => ({
      id: `prefill-${index}`,
      name: `${modelName(row.model)}, ${dataTypeNames[row.dataType]}: reading ${row.promptTokens} tokens`,
      label: "reading",
      ...looks("prefill", sizeOf(row.model, measured)),
      at: { x: row.flops / row.bytes, y: row.flopsPerSecond },
      interval: { low: row.flops / row.seconds.high, high: row.flops / row.seconds.low },
    })),
  ];
};

/** Only the first of equal labels is written; the crosshair and the table name them all. */
const labelledOnce = (points: readonly ChartPoint[]): readonly ChartPoint[] => {
  const seen = new Set<string>();
  return points.map(({ label, ...point }) => {
    if (label === undefined || seen.has(label)) return point;
    seen.add(label);
    return { ...point, label };
  });
};

const largeFirst = (a: ChartPoint, b: ChartPoint): number =>
  (a.size === "large" ? 0 : 1) - (b.size === "large" ? 0 : 1);

/** Every proved and timed measurement from memory; models first, since they are named. */
export const rooflinePoints = (measured: Measured): readonly ChartPoint[] =>
  labelledOnce([...modelPoints(measured).toSorted(largeFirst), ...kernelPoints(measured.kernels)]);
