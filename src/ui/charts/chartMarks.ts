import type { ChartFigure, ChartLine, ChartPoint, Position } from "./chartFigure.ts";
import type { Palette } from "../palette.ts";

/** Where a value stands, in pixels of the context. */
export type Project = (at: Position) => Position;

const dashes = { solid: [], dashed: [7, 5], dotted: [2, 4] } as const;

/** Half the side of a mark, in units of the drawing. */
export const markRadius = ({ size, marker }: Pick<ChartPoint, "size" | "marker">): number =>
  marker === "tick" ? 3 : size === "large" ? 6 : 3.5; // ticks leave the labels of their line room

/** What to draw with: colours, where values stand, and how many pixels a unit is. */
export interface Brush {
  readonly palette: Palette;
  readonly project: Project;
  readonly unit: number;
}

const outline = (context: CanvasRenderingContext2D, point: ChartPoint, brush: Brush): void => {
  const { x, y } = brush.project(point.at);
  const radius = markRadius(point) * brush.unit;
  context.beginPath();
  switch (point.marker) {
    case "square":
      return context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    case "circle":
      return context.arc(x, y, radius, 0, 2 * Math.PI);
    case "tick":
      context.moveTo(x, y - radius);
      context.lineTo(x, y + radius);
  }
};

const drawInterval = (context: CanvasRenderingContext2D, point: ChartPoint, brush: Brush): void => {
  if (!point.interval) return;
  const low = brush.project({ x: point.at.x, y: point.interval.low });
  const high = brush.project({ x: point.at.x, y: point.interval.high });
  const cap = 4 * brush.unit;
  context.beginPath();
  context.moveTo(low.x, low.y);
  context.lineTo(high.x, high.y);
  for (const { x, y } of [low, high]) {
    context.moveTo(x - cap, y);
    context.lineTo(x + cap, y);
  }
  context.stroke();
};

const drawLine = (context: CanvasRenderingContext2D, line: ChartLine, brush: Brush): void => {
  context.strokeStyle = brush.palette[line.ink];
  context.lineWidth = 2 * brush.unit;
  context.setLineDash(dashes[line.stroke].map((length) => length * brush.unit));
  context.beginPath();
  for (const [step, position] of line.path.entries()) {
    const { x, y } = brush.project(position);
    if (step === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
  context.setLineDash([]);
};

const drawPoint = (context: CanvasRenderingContext2D, point: ChartPoint, brush: Brush): void => {
  const { palette } = brush;
  context.strokeStyle = palette[point.ink];
  context.lineWidth = 1.5 * brush.unit;
  drawInterval(context, point, brush);
  outline(context, point, brush);
  context.fillStyle = point.fill === "filled" ? palette[point.ink] : palette.ground;
  context.fill();
  context.stroke();
};

/** Draws ceilings, then intervals and marks over them. */
export const drawMarks = (
  context: CanvasRenderingContext2D,
  figure: ChartFigure,
  brush: Brush,
): void => {
  for (const line of figure.lines) drawLine(context, line, brush);
  for (const point of figure.points) drawPoint(context, point, brush);
};
