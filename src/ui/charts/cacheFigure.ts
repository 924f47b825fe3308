import { cacheLimits, type CacheLimit } from "../../analysis/cacheLimits.ts";
import { ceilingKernels, type Result } from "../../domain/result.ts";
import { formatBytes, formatBytesPerSecond } from "../../report/format.ts";
import { cacheWords as words } from "../words.ts";
import {
  besideVertical,
  type ChartFigure,
  type ChartLine,
  type ChartPoint,
  type Range,
} from "./chartFigure.ts";

export type CacheInput = Pick<Result, "cacheCurve" | "kernels" | "ceilings" | "cacheBytes">;

const pointsOf = (limits: readonly CacheLimit[]): readonly ChartPoint[] => {
  const firstProduct = limits.find(({ id }) => id !== ceilingKernels.read);
  return limits.map((limit, index) => {
    const isRead = limit.id === ceilingKernels.read;
    return {
      id: `set-${index}`,
      name: isRead ? words.read : `${words.fromCache} (${limit.id})`,
      ...(limit === firstProduct && { label: words.product }),
      ink: "decode",
      marker: "circle",
      fill: "filled",
      size: isRead ? "small" : "large",
      at: { x: limit.workingSetBytes, y: limit.bytesPerSecond },
    };
  });
};

const flat = (id: string, label: string, y: number, x: Range): ChartLine => ({
  id,
  label: `${label} ${formatBytesPerSecond(y)}`,
  top: formatBytesPerSecond(y),
  ink: "ink",
  stroke: "solid",
  path: [
    { x: x.low, y },
    { x: x.high, y },
  ],
  labelAt: [x.low, Math.sqrt(x.low * x.high), x.high].map((at) => ({ x: at, y })),
});

/** Rises with the set: a launch takes its time however little it fetches. Cut at the chart's top. */
const launchLine = (dispatchSeconds: number, x: Range, y: Range): ChartLine => {
  const start = Math.max(x.low, y.low * dispatchSeconds);
  const end = Math.min(x.high, y.high * dispatchSeconds);
  const at = (bytes: number) => ({ x: bytes, y: bytes / dispatchSeconds });
  return {
    id: "launches",
    label: words.launches,
    top: words.launchesTop,
    ink: "ink",
    stroke: "dotted",
    path: [at(start), at(end)],
    labelAt: [0.7, 0.5, 0.3, 0.9].map((share) => at(start * (end / start) ** share)),
  };
};

const sizeLine = (bytes: number, y: Range): ChartLine => ({
  id: "cache",
  label: `${words.size} ${formatBytes(bytes, 2)}`,
  kind: words.sizeKind,
  top: formatBytes(bytes),
  ink: "ink",
  stroke: "dotted",
  path: [
    { x: bytes, y: y.low },
    { x: bytes, y: y.high },
  ],
  labelAt: besideVertical(bytes, y, [0.97, 0.8, 0.1]),
});

/** Read rate over the size of what is read, with memory, the cache's size and what launches allow. */
export const cacheFigure = (input: CacheInput, origin: string): ChartFigure | undefined => {
  const limits = cacheLimits(input);
  if (limits.length < 2) return undefined;
  const { cacheBytes } = input;
  const { memory, dispatchSeconds } = input.ceilings;
  const sets = limits.map(({ workingSetBytes }) => workingSetBytes);
  const rates = [
    ...limits.map(({ bytesPerSecond }) => bytesPerSecond),
    ...(memory ? [memory.bytesPerSecond] : []),
  ];
  const x = { low: Math.min(...sets) / 2, high: Math.max(...sets) * 2 };
  const y = { low: Math.min(...rates) / 4, high: Math.max(...rates) * 4 };
  const hasLaunches =
    dispatchSeconds !== undefined && dispatchSeconds > 0 && x.low / dispatchSeconds < y.high;
  return {
    title: words.title,
    summary: summaryOf(limits, cacheBytes),
    note: words.note,
    x: { label: words.x, ...x, format: formatBytes, mark: formatBytes },
    y: { label: words.y, ...y, format: formatBytesPerSecond, mark: rateMark },
    lines: [
      ...(memory ? [flat("memory", words.memory, memory.bytesPerSecond, x)] : []),
      ...(hasLaunches ? [launchLine(dispatchSeconds, x, y)] : []),
      ...(cacheBytes === undefined ? [] : [sizeLine(cacheBytes, y)]),
    ],
    points: pointsOf(limits),
    origin,
  };
};

/** The unit stands in the axis' label. */
const rateMark = (value: number): string => formatBytesPerSecond(value).replace("B/s", "");

const summaryOf = (limits: readonly CacheLimit[], cacheBytes: number | undefined): string => {
  const fastest = limits.toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond)[0];
  const size =
    cacheBytes === undefined ? words.noKnee : `${words.size} ${formatBytes(cacheBytes)}.`;
  return fastest
    ? `${size} The fastest set, of ${formatBytes(fastest.workingSetBytes)}, is read at ${formatBytesPerSecond(fastest.bytesPerSecond)}.`
    : size;
};
