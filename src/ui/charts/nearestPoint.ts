import type { ChartPoint, Position } from "./chartFigure.ts";

/** How near the crosshair must come to a point to name it. */
const reachPixels = 24;

/** The point that is meant by a place on the chart; undefined where none is near. */
export const nearestPoint = (
  points: readonly ChartPoint[],
  { x, y }: Position,
  pixelOf: (at: Position) => Position,
): ChartPoint | undefined =>
  points
    .map((point) => {
      const at = pixelOf(point.at);
      return { point, distance: Math.hypot(at.x - x, at.y - y) };
    })
    .filter(({ distance }) => distance <= reachPixels)
    .toSorted((a, b) => a.distance - b.distance)[0]?.point;
