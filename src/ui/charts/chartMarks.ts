import type { ChartFigure, ChartPoint, Position } from "./chartFigure.ts";
import type { Palette } from "../palette.ts";

/** Where a value stands, in pixels of the context. */
export type Project = (at: Position) => Position;

const dashes = { solid: [], dashed: [7, 5], dotted: [2, 4] } as const;

/** Half the side of a mark, in CSS pixels. */
export const markRadius = (point: Pick<ChartPoint, "size">): number =>
  point.size === "large" ? 6 : 3.5;

const outline = (context: CanvasRenderingContext2D, point: ChartPoint, at: Position): void => {
  const radius = markRadius(point);
  context.beginPath();
  if (point.marker === "square") context.rect(at.x - radius, at.y - radius, 2 * radius, 2 * radius);
  else context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
};

const drawInterval = (
  context: CanvasRenderingContext2D,
  point: ChartPoint,
  project: Project,
): void => {
  if (!point.interval) return;
  const low = project({ x: point.at.x, y: point.interval.low });
  const high = project({ x: point.at.x, y: point.interval.high });
  context.beginPath();
  context.moveTo(low.x, low.y);
  context.lineTo(high.x, high.y);
  for (const { x, y } of [low, high]) {
    context.moveTo(x - 4, y);
    context.lineTo(x + 4, y);
  }
  context.stroke();
};

/** Draws ceilings, intervals and marks. */
export const drawMarks = (
  context: CanvasRenderingContext2D,
  figure: ChartFigure,
  palette: Palette,
  project: Project,
): void => {
  for (const line of figure.lines) {
    context.strokeStyle = palette[line.ink];
    context.lineWidth = 2;
    context.setLineDash(dashes[line.stroke]);
    context.beginPath();
    for (const [step, position] of line.path.entries()) {
      const { x, y } = project(position);
      if (step === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
  context.setLineDash([]);
  for (const point of figure.points) {
    context.strokeStyle = palette[point.ink];
    context.lineWidth = 1.5;
    drawInterval(context, point, project);
    outline(context, point, project(point.at));
    context.fillStyle = point.fill === "filled" ? palette[point.ink] : palette.ground;
    context.fill();
    context.stroke();
  }
};
