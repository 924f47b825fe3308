import { computePaths } from "../../domain/dataType.ts";
import type { Ceilings, KernelRow } from "../../domain/result.ts";
import { ridgePoint, rooflineOf } from "../../analysis/roofline.ts";
import {
  formatBytesPerSecond,
  formatFlopsPerSecond,
  formatIntensity,
  formatPercent,
} from "../../report/format.ts";
import { pathNames } from "../../report/pathNames.ts";
import type { Measured } from "../measurementRows.ts";
import { shapeText } from "../measurementRows.ts";
import { operationNames, rooflineWords as words } from "../words.ts";
import { decadeRange, type ChartFigure, type ChartLine, type ChartPoint } from "./chartFigure.ts";

/** What the roofline is drawn from: a result, or a run so far. */
export interface RooflineInput extends Measured {
  readonly ceilings: Ceilings;
}

/** How much of the picture is built up. */
export const rooflineSteps = ["memory", "arithmetic", "measured", "machines"] as const;
export type RooflineStep = (typeof rooflineSteps)[number];

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
        name: `${operationNames[row.operation]} ${shapeText(row.shape)}, ${row.dataType}`,
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

const modelPoints = ({ decode, prefill }: Measured): readonly ChartPoint[] => [
  ...decode
    .filter(({ verification }) => verification.status === "passed")
    .map((row, index) => ({
      id: `decode-${index}`,
      name: `${row.model}, ${row.dataType}: writing for ${row.batch === 1 ? "1 user" : `${row.batch} users`}`,
      label: "writing",
      ...looks("decode", "large"),
      at: { x: row.flopsPerStep / row.bytesPerStep, y: row.flopsPerSecond },
      interval: {
        low: row.flopsPerStep / row.secondsPerStep.high,
        high: row.flopsPerStep / row.secondsPerStep.low,
      },
    })),
  ...prefill
    .filter(({ verification }) => verification.status === "passed")
    .map((row, index) => ({
      id: `prefill-${index}`,
      name: `${row.model}, ${row.dataType}: reading ${row.promptTokens} tokens`,
      label: "reading",
      ...looks("prefill", "large"),
      at: { x: row.flops / row.bytes, y: row.flopsPerSecond },
      interval: { low: row.flops / row.seconds.high, high: row.flops / row.seconds.low },
    })),
];

/** Only the first of equal labels is written; the crosshair and the table name them all. */
const labelledOnce = (points: readonly ChartPoint[]): readonly ChartPoint[] => {
  const seen = new Set<string>();
  return points.map(({ label, ...point }) => {
    if (label === undefined || seen.has(label)) return point;
    seen.add(label);
    return { ...point, label };
  });
};

interface Roof {
  readonly id: string;
  readonly label: string;
  readonly bytesPerSecond: number;
  readonly flopsPerSecond: number;
}

const roofsOf = (ceilings: Ceilings): readonly Roof[] =>
  computePaths.flatMap((path) => {
    const roof = rooflineOf(ceilings, path);
    return roof ? [{ id: path, label: pathNames[path], ...roof }] : [];
  });

/** A drawing of every measured ceiling and point; undefined until both ceilings are known. */
export const rooflineFigure = (
  input: RooflineInput,
  origin: string,
  options: { readonly step?: RooflineStep; readonly extra?: readonly ChartLine[] } = {},
): ChartFigure | undefined => {
  const { memory } = input.ceilings;
  const roofs = roofsOf(input.ceilings);
  const best = roofs.reduce<Roof | undefined>(
    (found, roof) => (found && found.flopsPerSecond >= roof.flopsPerSecond ? found : roof),
    undefined,
  );
  if (memory === undefined || best === undefined) return undefined;
  const step = rooflineSteps.indexOf(options.step ?? "measured");
  const points = labelledOnce([...modelPoints(input), ...kernelPoints(input.kernels)]);
  const extra = options.extra ?? [];
  const corners = [
    ...points.map(({ at }) => at),
    ...extra.flatMap(({ path }) => path.slice(1, -1)),
  ];
  const x = decadeRange([0.1, 1000, ridgePoint(best) * 3, ...corners.map((at) => at.x)]);
  if (x === undefined) return undefined;
  const roofTops = [
    ...roofs.map(({ flopsPerSecond }) => flopsPerSecond),
    ...corners.map(({ y }) => y),
  ];
  const y = decadeRange([x.low * memory.bytesPerSecond, ...roofTops]);
  if (y === undefined) return undefined;

  const slope: ChartLine = {
    id: "memory",
    label: `${words.slope} ${formatBytesPerSecond(memory.bytesPerSecond)}`,
    ink: "ink",
    stroke: "solid",
    path: [
      { x: x.low, y: x.low * memory.bytesPerSecond },
      { x: ridgePoint(best), y: best.flopsPerSecond },
    ],
    labelAt: { x: x.low * 3, y: x.low * 3 * memory.bytesPerSecond },
  };
  const tops: readonly ChartLine[] = roofs.map((roof) => ({
    id: roof.id,
    label: `${roof.label} ${formatFlopsPerSecond(roof.flopsPerSecond)}`,
    ink: "ink",
    stroke: "solid",
    path: [
      { x: ridgePoint(roof), y: roof.flopsPerSecond },
      { x: x.high, y: roof.flopsPerSecond },
    ],
    labelAt: { x: x.high, y: roof.flopsPerSecond },
  }));
  return {
    title: words.title,
    summary: summaryOf(memory.bytesPerSecond, best, points),
    x: {
      label: words.x,
      ...x,
      format: formatIntensity,
      mark: (value) => formatIntensity(value).replace(/ .*/, ""),
    },
    y: {
      label: words.y,
      ...y,
      format: formatFlopsPerSecond,
      mark: (value) => formatFlopsPerSecond(value).replace("FLOP/s", ""),
    },
    lines: [slope, ...(step >= 1 ? tops : []), ...(step >= 3 ? extra : [])],
    points: step >= 2 ? points : [],
    origin,
  };
};

const summaryOf = (bytesPerSecond: number, best: Roof, points: readonly ChartPoint[]): string => {
  const atMost = (label: string): string => {
    const point = points.find((candidate) => candidate.label === label);
    return point
      ? ` ${label} reaches ${formatFlopsPerSecond(point.at.y)}, ${formatPercent(point.at.y / best.flopsPerSecond)} of it.`
      : "";
  };
  return (
    `Memory delivers ${formatBytesPerSecond(bytesPerSecond)}; arithmetic reaches ` +
    `${formatFlopsPerSecond(best.flopsPerSecond)} from ${formatIntensity(ridgePoint(best))} on.` +
    atMost("reading") +
    atMost("writing")
  );
};
