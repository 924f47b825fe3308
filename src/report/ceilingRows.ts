import { computePaths } from "../domain/dataType.ts";
import type { Result } from "../domain/result.ts";
import { formatBytes, formatInterval, formatSeconds, notMeasured } from "./format.ts";

/** One ceiling of a run, in words. */
export interface CeilingLine {
  readonly label: string;
  readonly text: string;
}

/** The best this device showed in this run, one line for each ceiling. */
export const ceilingRows = (result: Result): readonly CeilingLine[] => {
  const { memory, copy, write, compute, dispatchSeconds } = result.ceilings;
  const rate = (
    ceiling: { bytesPerSecond: number; low: number; high: number } | undefined,
  ): string =>
    formatInterval(ceiling && { ...ceiling, median: ceiling.bytesPerSecond }, "bytesPerSecond");
  const paths = computePaths.flatMap((path): readonly CeilingLine[] => {
    const ceiling = compute[path];
    if (!ceiling) return [];
    const achieved = formatInterval(
      { ...ceiling, median: ceiling.flopsPerSecond },
      "flopsPerSecond",
    );
    return [{ label: path, text: `${achieved}, by ${ceiling.by}` }];
  });
  return [
    { label: "memory", text: rate(memory) + (memory ? `, by ${memory.by}` : "") },
    { label: "copy", text: rate(copy) },
    { label: "write", text: rate(write) },
    ...(paths.length === 0 ? [{ label: "arithmetic", text: notMeasured }] : paths),
    { label: "dispatch", text: formatSeconds(dispatchSeconds) },
    {
      label: "cache",
      text: result.cacheBytes === undefined ? "no knee found" : formatBytes(result.cacheBytes, 2),
    },
  ];
};
