import UPlot from "uplot";
import { marksOf, type Axis, type ChartFigure, type Position } from "./chartFigure.ts";
import { chartFont } from "./chartFont.ts";
import { drawMarks } from "./chartMarks.ts";
import { rootScale } from "../rootScale.ts";
import type { Palette } from "../palette.ts";

/** Pixels of the plotting area within the host, for what is laid over it. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The crosshair: where it is in the host's pixels, and what values it stands on. */
export interface Crosshair {
  readonly pixel: Position;
  readonly value: Position;
}

export interface PlotListeners {
  /** Undefined: the crosshair is off the chart. */
  readonly onCrosshair: (crosshair: Crosshair | undefined) => void;
  /** Scales and size are settled, so that labels can be laid over the marks. */
  readonly onDrawn: () => void;
}

/** A live chart. The only file that knows uPlot: its scales, axes, crosshair and pixel ratio. */
export interface Plot {
  /** Draws another figure or theme into the same canvas, at once. */
  update(figure: ChartFigure, palette: Palette): void;
  resize(width: number, height: number): void;
  area(): PlotArea;
  /** Host pixels of a value. */
  pixelOf(value: Position): Position;
  /** Puts the crosshair on a value; undefined takes it away. */
  point(value: Position | undefined): void;
  destroy(): void;
}

/** uPlot wants a series; every mark is drawn by `drawMarks`, so this one stays empty. */
const emptyData = (figure: ChartFigure): UPlot.AlignedData => [
  [figure.x.low, figure.x.high],
  [null, null],
];

export const createPlot = (
  host: HTMLElement,
  size: { readonly width: number; readonly height: number },
  first: { readonly figure: ChartFigure; readonly palette: Palette },
  { onCrosshair, onDrawn }: PlotListeners,
): Plot => {
  let { figure, palette } = first;

  const scale = (axis: () => Axis): UPlot.Scale => ({
    distr: 3,
    log: 10,
    time: false,
    auto: false,
    range: () => [axis().low, axis().high],
  });
  const unit = rootScale();
  const axis = (spec: () => Axis, side: 2 | 3): UPlot.Axis => ({
    side,
    font: chartFont(14 * unit),
    size: (side === 2 ? 28 : 48) * unit,
    gap: 4,
    stroke: () => palette.muted,
    grid: { stroke: () => palette.hairline, width: 1 },
    ticks: { show: false },
    splits: () => [...marksOf(spec())],
    filter: (_plot, splits) => splits,
    values: (_plot, splits) => splits.map((value) => spec().mark(value)),
  });

  const plot = new UPlot(
    {
      ...size,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      scales: { x: scale(() => figure.x), y: scale(() => figure.y) },
      axes: [axis(() => figure.x, 2), axis(() => figure.y, 3)],
      series: [{}, { show: true, paths: () => null, points: { show: false } }],
      cursor: { drag: { setScale: false, x: false, y: false }, points: { show: false } },
      hooks: {
        draw: [
          (self) => {
            const { ctx } = self;
            const ratio = UPlot.pxRatio;
            ctx.save();
            ctx.beginPath();
            const { left, top, width, height } = self.bbox;
            ctx.rect(left, top - 8 * ratio, width + 8 * ratio, height + 16 * ratio);
            ctx.clip();
            ctx.scale(ratio, ratio);
            const project = ({ x, y }: Position): Position => ({
              x: self.valToPos(x, "x", true) / ratio,
              y: self.valToPos(y, "y", true) / ratio,
            });
            drawMarks(ctx, figure, { palette, project, unit });
            ctx.restore();
            onDrawn();
          },
        ],
        setCursor: [
          (self) => {
            const { left = -1, top = -1 } = self.cursor;
            if (left < 0 || top < 0) return onCrosshair(undefined);
            const { left: x, top: y } = area(self);
            onCrosshair({
              pixel: { x: left + x, y: top + y },
              value: { x: self.posToVal(left, "x"), y: self.posToVal(top, "y") },
            });
          },
        ],
      },
    },
    emptyData(figure),
    host,
  );

  const pixelOf = ({ x, y }: Position): Position => {
    const { left, top } = area(plot);
    return { x: plot.valToPos(x, "x") + left, y: plot.valToPos(y, "y") + top };
  };

  return {
    update: (nextFigure, nextPalette) => {
      figure = nextFigure;
      palette = nextPalette;
      plot.batch(() => {
        plot.setData(emptyData(figure));
        // Data alone leaves the other axis as it was, since it is not scaled by them.
        plot.setScale("y", { min: figure.y.low, max: figure.y.high });
      });
    },
    resize: (width, height) => plot.setSize({ width, height }),
    area: () => area(plot),
    pixelOf,
    point: (value) => {
      const left = value ? plot.valToPos(value.x, "x") : -10;
      const top = value ? plot.valToPos(value.y, "y") : -10;
      plot.setCursor({ left, top });
    },
    destroy: () => plot.destroy(),
  };
};

const area = (plot: UPlot): PlotArea => ({
  left: plot.bbox.left / UPlot.pxRatio,
  top: plot.bbox.top / UPlot.pxRatio,
  width: plot.bbox.width / UPlot.pxRatio,
  height: plot.bbox.height / UPlot.pxRatio,
});
