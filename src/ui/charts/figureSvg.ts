import { svg, type SVGTemplateResult } from "lit";
import type { Palette } from "../palette.ts";
import {
  marksOf,
  type Axis,
  type ChartFigure,
  type ChartPoint,
  type Position,
} from "./chartFigure.ts";
import { markRadius, type Project } from "./chartMarks.ts";
import { chartLabels } from "./chartLabels.ts";

const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const width = 1200;
const height = 675;
const area = { left: 96, top: 96, width: 1056, height: 460 };

const share = ({ low, high }: Axis, value: number): number =>
  Math.log10(value / low) / Math.log10(high / low);

const dashes = { solid: "none", dashed: "10 7", dotted: "3 6" } as const;

const mark = (point: ChartPoint, project: Project, palette: Palette): SVGTemplateResult => {
  const { x, y } = project(point.at);
  const radius = markRadius(point) * 1.3;
  const colour = palette[point.ink];
  const fill = point.fill === "filled" ? colour : palette.ground;
  const interval = point.interval && [
    project({ x: point.at.x, y: point.interval.low }).y,
    project({ x: point.at.x, y: point.interval.high }).y,
  ];
  return svg`
    ${interval && svg`<path d="M${x} ${interval[0]}V${interval[1]}M${x - 6} ${interval[0]}h12M${x - 6} ${interval[1]}h12" stroke=${colour} stroke-width="1.5" fill="none" />`}
    ${shape(point.marker, { x, y }, radius)(fill, colour)}`;
};

/** The mark itself, in its fill and colour. */
const shape =
  (marker: ChartPoint["marker"], { x, y }: Position, radius: number) =>
  (fill: string, colour: string): SVGTemplateResult => {
    switch (marker) {
      case "square":
        return svg`<rect x=${x - radius} y=${y - radius} width=${2 * radius} height=${2 * radius} fill=${fill} stroke=${colour} stroke-width="2" />`;
      case "circle":
        return svg`<circle cx=${x} cy=${y} r=${radius} fill=${fill} stroke=${colour} stroke-width="2" />`;
      case "tick":
        return svg`<path d="M${x} ${y - radius}V${y + radius}" stroke=${colour} stroke-width="2" />`;
    }
  };

/** A chart as one self-contained SVG of 1200 by 675, with its title and where it comes from. */
export const figureSvg = (figure: ChartFigure, palette: Palette): SVGTemplateResult => {
  const project: Project = ({ x, y }) => ({
    x: area.left + share(figure.x, x) * area.width,
    y: area.top + (1 - share(figure.y, y)) * area.height,
  });
  const labels = chartLabels(figure, project, area, {
    font: `18px ${family}`,
    lineHeight: 24,
    unit: 1.3,
  });
  const bottom = area.top + area.height;
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width=${width} height=${height} viewBox="0 0 ${width} ${height}" font-family=${family} font-size="18">
    <rect width=${width} height=${height} fill=${palette.ground} />
    <text x="32" y="48" font-size="28" font-weight="650" fill=${palette.ink}>${figure.title}</text>
    <text x="32" y="80" fill=${palette.muted}>${figure.y.label}</text>
    <text x=${area.left + area.width} y="80" text-anchor="end" fill=${palette.muted}>${figure.note ?? ""}</text>
    ${marksOf(figure.x).map((value) => {
      const { x } = project({ x: value, y: figure.y.low });
      return svg`<path d="M${x} ${area.top}V${bottom}" stroke=${palette.hairline} />
        <text x=${x} y=${bottom + 24} text-anchor="middle" fill=${palette.muted}>${figure.x.mark(value)}</text>`;
    })}
    ${marksOf(figure.y).map((value) => {
      const { y } = project({ x: figure.x.low, y: value });
      return svg`<path d="M${area.left} ${y}H${area.left + area.width}" stroke=${palette.hairline} />
        <text x=${area.left - 10} y=${y + 6} text-anchor="end" fill=${palette.muted}>${figure.y.mark(value)}</text>`;
    })}
    <text x=${area.left + area.width} y=${bottom + 52} text-anchor="end" fill=${palette.muted}>${figure.x.label}</text>
    ${figure.lines.map(
      (line) =>
        svg`<polyline points=${line.path.map((at) => `${project(at).x},${project(at).y}`).join(" ")} fill="none" stroke=${palette[line.ink]} stroke-width="2.5" stroke-dasharray=${dashes[line.stroke]} />`,
    )}
    ${figure.points.map((point) => mark(point, project, palette))}
    ${labels.map(
      ({ text, ink, box }) =>
        svg`<text x=${box.left} y=${box.top + 18} fill=${palette[ink]} stroke=${palette.ground} stroke-width="4" stroke-linejoin="round" paint-order="stroke">${text}</text>`,
    )}
    <text x="32" y=${height - 24} font-size="16" fill=${palette.muted}>${figure.origin}</text>
  </svg>`;
};
