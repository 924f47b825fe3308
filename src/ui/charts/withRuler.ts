import { besideVertical, type ChartFigure, type ChartLine } from "./chartFigure.ts";
import type { Ruler } from "./chartRuler.ts";

/** In an image the ruler is a line like others. */
export const withRuler = (figure: ChartFigure, ruler: Ruler | undefined): ChartFigure => {
  if (!ruler) return figure;
  const { low, high } = figure.y;
  const line: ChartLine = {
    id: "ruler",
    label: ruler.label,
    top: ruler.text,
    ink: "ink",
    stroke: "solid",
    path: [low, high].map((y) => ({ x: ruler.value, y })),
    labelAt: besideVertical(ruler.value, figure.y, [0.97, 0.05]),
  };
  return { ...figure, lines: [line, ...figure.lines] };
};
