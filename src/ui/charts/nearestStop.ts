import type { Position } from "./chartFigure.ts";
import type { ChartStop } from "./chartStops.ts";

/** How near the crosshair must come to a stop to tell of it. */
const reachPixels = 24;

/** The stop that is meant by a place on the chart; undefined where none is near. */
export const nearestStop = (
  stops: readonly ChartStop[],
  { x, y }: Position,
  pixelOf: (at: Position) => Position,
): ChartStop | undefined =>
  stops
    .map((stop) => {
      const at = pixelOf(stop.at);
      return { stop, distance: Math.hypot(at.x - x, at.y - y) };
    })
    .filter(({ distance }) => distance <= reachPixels)
    .toSorted((a, b) => a.distance - b.distance)[0]?.stop;
