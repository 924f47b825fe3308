import { textWidth } from "../textWidth.ts";
import type { ChartFigure, ChartLine, Ink, Position } from "./chartFigure.ts";
import { markRadius, type Project } from "./chartMarks.ts";
import { placeLabels, type Box, type LabelRequest } from "./labelPlacement.ts";

/** A text with the place found for it. */
export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  readonly ink: ChartLine["ink"];
  readonly box: Box;
}

export interface LabelFont {
  /** CSS font, for measuring. */
  readonly font: string;
  readonly lineHeight: number;
  /** Pixels to a unit of the marks' sizes. */
  readonly unit: number;
}

const strokeWidth = 4;
const strokeStep = 6;

/** A stroke as small boxes, which labels must leave free. */
const strokeBoxes = (path: readonly Position[]): readonly Box[] =>
  path.slice(1).flatMap((end, index) => {
    const start = path[index] ?? end;
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    const steps = Math.max(1, Math.ceil(length / strokeStep));
    return Array.from({ length: steps + 1 }, (_, step) => ({
      left: start.x + ((end.x - start.x) * step) / steps - strokeWidth / 2,
      top: start.y + ((end.y - start.y) * step) / steps - strokeWidth / 2,
      width: strokeWidth,
      height: strokeWidth,
    }));
  });

/** Names in an accent are written bold. */
const isAccent = (ink: Ink): boolean => ink === "prefill" || ink === "decode";

/** Where the labels of a figure go: measured points first, then ceilings in their order. */
export const chartLabels = (
  figure: ChartFigure,
  project: Project,
  bounds: Box,
  { font, lineHeight, unit }: LabelFont,
): readonly PlacedLabel[] => {
  const size = (text: string, ink: Ink): Pick<LabelRequest, "width" | "height"> => ({
    width: Math.ceil(textWidth(text, isAccent(ink) ? `600 ${font}` : font)) + 2,
    height: lineHeight,
  });
  const ofPoints = figure.points.flatMap((point) =>
    point.label === undefined
      ? []
      : [
          {
            id: point.id,
            text: point.label,
            ink: point.ink,
            request: {
              anchors: [project(point.at)],
              radius: markRadius(point) * unit,
              prefer: "beside" as const,
              ...size(point.label, point.ink),
            },
          },
        ],
  );
  const ofLines = figure.lines.map((line) => ({
    id: line.id,
    text: line.label,
    ink: line.ink,
    request: {
      anchors: line.labelAt.map(project),
      radius: 0,
      prefer: "along" as const,
      ...size(line.label, line.ink),
    },
  }));
  const marks = figure.points.map((point) => {
    const { x, y } = project(point.at);
    const radius = markRadius(point) * unit;
    return { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
  });
  const strokes = (isMeasured: boolean): readonly Box[] =>
    figure.lines
      .filter(({ stroke }) => (stroke === "solid") === isMeasured)
      .flatMap(({ path }) => strokeBoxes(path.map(project)));
  const wanted = [...ofPoints, ...ofLines];
  const places = placeLabels(
    wanted.map(({ request }) => request),
    bounds,
    { hard: [...marks, ...strokes(true)], soft: strokes(false) },
  );
  return wanted.flatMap(({ id, text, ink }, index) => {
    const box = places[index];
    return box ? [{ id, text, ink, box }] : [];
  });
};
