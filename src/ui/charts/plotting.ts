import type { createPlot } from "./plot.ts";

type CreatePlot = typeof createPlot;

let created: CreatePlot | undefined;
let fetching: Promise<void> | undefined;
const waiting = new Set<(create: CreatePlot) => void>();

const fetchOnce = async (): Promise<void> => {
  const { createPlot } = await import("./plot.ts");
  created = createPlot;
  for (const ready of waiting) ready(createPlot);
  waiting.clear();
};

/**
 * Fetches what draws charts, a quarter of the page's code, for all of them. Rejects where it cannot be
 * fetched; the next call tries again.
 */
export const fetchPlotting = (): Promise<void> => {
  fetching ??= fetchOnce().catch((reason: unknown) => {
    fetching = undefined;
    throw reason;
  });
  return fetching;
};

/** Calls `ready` once charts can be drawn, at once where they can; returns what ends the wait. */
export const whenPlotting = (ready: (create: CreatePlot) => void): (() => void) => {
  if (created) ready(created);
  else waiting.add(ready);
  return () => waiting.delete(ready);
};
