import { computePaths } from "../../domain/dataType.ts";
import type { Ceilings } from "../../domain/result.ts";
import { ridgePoint, rooflineOf } from "../../analysis/roofline.ts";
import {
  formatBytesPerSecond,
  formatFlopsPerSecond,
  formatIntensity,
  formatPercent,
} from "../../report/format.ts";
import { pathNames } from "../../report/pathNames.ts";
import type { Measured } from "../measurementRows.ts";
import { rooflineWords as words } from "../words.ts";
import { rooflinePoints } from "./rooflinePoints.ts";
import { acceleratorLine, type AcceleratorRoof } from "./acceleratorRoof.ts";
import {
  type ChartFigure,
  type ChartLine,
  type ChartPoint,
  type Position,
  type Range,
} from "./chartFigure.ts";

/** What the roofline is drawn from: a result, or a run so far. */
export interface RooflineInput extends Measured {
  readonly ceilings: Ceilings;
}

/** How much of the picture is built up. */
export const rooflineSteps = ["memory", "arithmetic", "measured", "machines"] as const;
export type RooflineStep = (typeof rooflineSteps)[number];

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

interface RooflineOptions {
  readonly step?: RooflineStep;
  /** Chips to draw by their datasheets. */
  readonly machines?: readonly AcceleratorRoof[];
}

/** Beyond the outermost points and corners, so that roofs have room for their names. */
const padding = { left: 4, right: 8, below: 1.6, above: 3 } as const;

const rangesOf = (
  places: readonly Position[],
  bytesPerSecond: readonly number[],
): { readonly x: Range; readonly y: Range } => {
  const intensities = [1, 125, ...places.map((at) => at.x)]; // writing and reading are always in sight
  const x = {
    low: Math.min(...intensities) / padding.left,
    high: Math.max(...intensities) * padding.right,
  };
  const bottom = Math.min(
    ...places.map((at) => at.y),
    ...bytesPerSecond.map((rate) => rate * x.low),
  );
  const top = Math.max(bottom * 10, ...places.map((at) => at.y));
  return { x, y: { low: bottom / padding.below, high: top * padding.above } };
};

/** Every measured ceiling and point, and the chips asked for; undefined while there is neither. */
export const rooflineFigure = (
  input: RooflineInput,
  origin: string,
  { step = "measured", machines = [] }: RooflineOptions = {},
): ChartFigure | undefined => {
  const { memory } = input.ceilings;
  const reached = rooflineSteps.indexOf(step);
  const roofs = roofsOf(input.ceilings);
  const best = roofs.toSorted((a, b) => b.flopsPerSecond - a.flopsPerSecond)[0];
  const points = rooflinePoints(input);
  const shown = reached >= 3 ? machines : [];
  const corners = [
    ...roofs.map((roof) => ({ x: ridgePoint(roof), y: roof.flopsPerSecond })),
    ...shown.map(({ memory: slope, peak }) => ({ x: peak.value / slope.value, y: peak.value })),
  ];
  if (corners.length === 0 && memory === undefined) return undefined;
  const { x, y } = rangesOf(
    [...points.map(({ at }) => at), ...corners],
    [...(memory ? [memory.bytesPerSecond] : []), ...shown.map((machine) => machine.memory.value)],
  );
  return {
    title: memory || roofs.length > 0 ? words.title : words.titlePublished,
    ...(shown.length > 0 && { note: words.note }),
    summary: summaryOf(input.ceilings, best, points),
    x: { label: words.x, ...x, format: formatIntensity, mark: intensityMark },
    y: { label: words.y, ...y, format: formatFlopsPerSecond, mark: flopsMark },
    lines: [
      ...(memory ? [slopeOf(memory.bytesPerSecond, best, x)] : []),
      ...(reached >= 1 ? roofs.map((roof) => topOf(roof, x, shown.length > 0)) : []),
      ...shown.map((machine) => acceleratorLine(machine, x)),
    ],
    points: reached >= 2 ? points : [],
    origin,
  };
};

const intensityMark = (value: number): string => formatIntensity(value).replace(/ .*/, "");
const flopsMark = (value: number): string => formatFlopsPerSecond(value).replace("FLOP/s", "");

/** Up to the highest roof; without any, a while further than a single kernel's point. */
const slopeOf = (bytesPerSecond: number, best: Roof | undefined, x: Range): ChartLine => {
  const end = best ? ridgePoint(best) : Math.sqrt(x.low * x.high);
  const middle = Math.sqrt(x.low * end);
  return {
    id: "memory",
    label: `${words.slope} ${formatBytesPerSecond(bytesPerSecond)}`,
    top: formatBytesPerSecond(bytesPerSecond),
    ink: "ink",
    stroke: "solid",
    path: [
      { x: x.low, y: x.low * bytesPerSecond },
      { x: end, y: end * bytesPerSecond },
    ],
    labelAt: [middle, middle / 3, middle * 3].map((at) => ({ x: at, y: at * bytesPerSecond })),
  };
};

/** Beside published chips it says that it is a browser's path, of which a chip has more. */
const topOf = (roof: Roof, x: Range, isBesideChips: boolean): ChartLine => ({
  id: roof.id,
  label: `${roof.label}${isBesideChips ? words.ofBrowser : ""} ${formatFlopsPerSecond(roof.flopsPerSecond)}`,
  top: formatFlopsPerSecond(roof.flopsPerSecond),
  corner: ridgePoint(roof),
  ink: "ink",
  stroke: "solid",
  path: [
    { x: ridgePoint(roof), y: roof.flopsPerSecond },
    { x: x.high, y: roof.flopsPerSecond },
  ],
  labelAt: [x.high, Math.sqrt(x.high * ridgePoint(roof))].map((at) => ({
    x: at,
    y: roof.flopsPerSecond,
  })),
});

const summaryOf = (
  { memory }: Ceilings,
  best: Roof | undefined,
  points: readonly ChartPoint[],
): string => {
  if (!memory || !best) return words.onlyPublished;
  const reaches = (label: string): string => {
    const point = points.find((candidate) => candidate.label === label);
    return point
      ? ` ${label} reaches ${formatFlopsPerSecond(point.at.y)}, ${formatPercent(point.at.y / best.flopsPerSecond)} of it.`
      : "";
  };
  return (
    `Memory delivers ${formatBytesPerSecond(memory.bytesPerSecond)}; arithmetic reaches ` +
    `${formatFlopsPerSecond(best.flopsPerSecond)} from ${formatIntensity(ridgePoint(best))} on.` +
    reaches("reading") +
    reaches("writing")
  );
};
