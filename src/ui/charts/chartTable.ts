import type { TemplateResult } from "lit";
import { valueTable } from "../valueTable.ts";
import { chartWords as words } from "../words.ts";
import type { ChartFigure, ChartPoint } from "./chartFigure.ts";

const intervalText = (
  { y }: ChartFigure,
  { low, high }: { readonly low: number; readonly high: number },
): string => `${y.format(low)} to ${y.format(high)}`;

/** What the crosshair says of a point. */
export const pointText = (figure: ChartFigure, point: ChartPoint): string =>
  `${point.name}: ${figure.y.format(point.at.y)} at ${figure.x.format(point.at.x)}` +
  (point.interval ? ` (${intervalText(figure, point.interval)})` : "");

/** Everything that the chart draws, as values. */
export const chartTable = (figure: ChartFigure): TemplateResult => {
  const { x, y, points, lines } = figure;
  return valueTable(
    [words.name, words.kind, x.label, y.label, words.interval],
    [
      ...points.map((point) => [
        point.name,
        point.kind ?? (point.fill === "filled" ? words.measured : words.published),
        x.format(point.at.x),
        y.format(point.at.y),
        point.interval ? intervalText(figure, point.interval) : "",
      ]),
      ...lines.map((line) => [
        line.label,
        `${line.kind ?? words.ceiling}, ${line.basis ?? (line.stroke === "dashed" ? words.published : words.measured)}`,
        line.corner === undefined ? "" : `${words.corner} ${x.format(line.corner)}`,
        line.top,
        "",
      ]),
    ],
  );
};
