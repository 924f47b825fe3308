import { chartWords as words } from "../words.ts";
import type { ChartFigure, Position } from "./chartFigure.ts";
import { pointText } from "./chartTable.ts";

/** A place of a chart that has something to tell. */
export interface ChartStop {
  readonly at: Position;
  readonly text: string;
}

/** What a walk through the chart meets, from left to right: its points, and the corners of its lines. */
export const chartStops = (figure: ChartFigure): readonly ChartStop[] =>
  [
    ...figure.points.map((point) => ({ at: point.at, text: pointText(figure, point) })),
    ...figure.lines.flatMap(({ label, top, corner, path }) =>
      path
        .filter(({ x }) => x === corner)
        .map((at) => ({ at, text: `${label}: ${top}, ${words.corner} ${figure.x.format(at.x)}` })),
    ),
  ].toSorted((a, b) => a.at.x - b.at.x);
