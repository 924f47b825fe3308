import { html, nothing, type TemplateResult } from "lit";
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
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.name}</th>
        <th scope="col">${words.kind}</th>
        <th scope="col">${x.label}</th>
        <th scope="col">${y.label}</th>
        <th scope="col">${words.interval}</th>
      </tr>
    </thead>
    <tbody>
      ${points.map(
        (point) =>
          html`<tr>
            <th scope="row">${point.name}</th>
            <td>${point.fill === "filled" ? words.measured : words.published}</td>
            <td>${x.format(point.at.x)}</td>
            <td>${y.format(point.at.y)}</td>
            <td>${point.interval ? intervalText(figure, point.interval) : nothing}</td>
          </tr>`,
      )}
      ${lines.map(
        (line) =>
          html`<tr>
            <th scope="row">${line.label}</th>
            <td colspan="4">
              ${words.ceiling}, ${line.stroke === "solid" ? words.measured : words.published}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
};
