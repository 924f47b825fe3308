import { svg, type SVGTemplateResult } from "lit";
import type { TimeBar } from "../../analysis/timeBars.ts";
import { formatBytes, formatFlops, formatInterval, formatSeconds } from "../../report/format.ts";
import type { Palette } from "../palette.ts";
import { dataTypeNames, whyWords as words } from "../words.ts";

const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const groupHeight = 150;
const barHeight = 16;
/** So thin a bar would vanish; its label says the true value. */
const thinnest = 1.5;

interface Drawing {
  readonly drawing: SVGTemplateResult;
  readonly width: number;
  readonly height: number;
}

/** Label above each bar, so that no width is too narrow for it. */
const group = (bar: TimeBar, pixelsPerSecond: number, palette: Palette): SVGTemplateResult => {
  const length = (seconds: number): number => Math.max(thinnest, seconds * pixelsPerSecond);
  const { low, high, median } = bar.seconds;
  const middle = barHeight / 2;
  const row = (index: number): number => 34 + index * 40;
  return svg`
    <text y="14" font-size="16" font-weight="650" fill=${palette.ink}>${dataTypeNames[bar.dataType]}</text>
    <text y=${row(0)} font-size="14" fill=${palette.muted}>${words.fetch} ${formatBytes(bar.bytes)}: ${formatSeconds(bar.fetchSeconds)}</text>
    <rect y=${row(0) + 6} width=${length(bar.fetchSeconds)} height=${barHeight} fill=${palette.decode} />
    <text y=${row(1)} font-size="14" fill=${palette.muted}>${words.compute} ${formatFlops(bar.flops)}: ${formatSeconds(bar.computeSeconds)}</text>
    <rect y=${row(1) + 6} width=${length(bar.computeSeconds)} height=${barHeight} fill=${palette.ink} />
    <text y=${row(2)} font-size="14" fill=${palette.muted}>${words.measured}: ${formatInterval(bar.seconds)}</text>
    <path d="M0 ${row(2) + 6 + middle}H${median * pixelsPerSecond}" stroke=${palette.decode} stroke-width="2" stroke-dasharray="7 5" />
    <circle cx=${median * pixelsPerSecond} cy=${row(2) + 6 + middle} r="5.5" fill=${palette.decode} />
    <path d="M${low * pixelsPerSecond} ${row(2) + 6 + middle}H${high * pixelsPerSecond}M${low * pixelsPerSecond} ${row(2) + 6}v${barHeight}M${high * pixelsPerSecond} ${row(2) + 6}v${barHeight}" stroke=${palette.ink} />`;
};

/** All bars on one scale of seconds. */
export const barsDrawing = (bars: readonly TimeBar[], width: number, palette: Palette): Drawing => {
  const longest = Math.max(...bars.map((bar) => Math.max(bar.fetchSeconds, bar.seconds.high)));
  const pixelsPerSecond = (width - 8) / longest;
  return {
    drawing: svg`${bars.map(
      (bar, index) =>
        svg`<g transform="translate(0 ${index * groupHeight})">${group(bar, pixelsPerSecond, palette)}</g>`,
    )}`,
    width,
    height: bars.length * groupHeight - 10,
  };
};

/** The bars as one self-contained SVG with title and origin. */
export const barsSvg = (
  bars: readonly TimeBar[],
  text: { readonly title: string; readonly origin: string },
  palette: Palette,
): SVGTemplateResult => {
  const { drawing, width, height } = barsDrawing(bars, 1136, palette);
  const whole = { width: width + 64, height: height + 140 };
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width=${whole.width} height=${whole.height} viewBox="0 0 ${whole.width} ${whole.height}" font-family=${family}>
    <rect width=${whole.width} height=${whole.height} fill=${palette.ground} />
    <text x="32" y="48" font-size="28" font-weight="650" fill=${palette.ink}>${text.title}</text>
    <g transform="translate(32 80)">${drawing}</g>
    <text x="32" y=${whole.height - 24} font-size="16" fill=${palette.muted}>${text.origin}</text>
  </svg>`;
};
