import { svg, nothing, type SVGTemplateResult } from "lit";
import type { Palette } from "../palette.ts";
import { textLines } from "../textLines.ts";
import { textWidth } from "../textWidth.ts";
import type { CardLayout } from "./cardLayout.ts";
import type { CardPanel } from "./cardModel.ts";
import { cardFonts } from "./cardFonts.ts";
import { cellPaths } from "./cellPaths.ts";

/** Heights of a panel's parts; both panels have the same, so their grids share edges. */
export interface PanelMetrics {
  readonly headingHeight: number;
  readonly barTop: number;
  readonly height: number;
}

const lineHeight = 20;
const figureHeight = 34;
const barHeight = 14;
const captionSize = 16;

const captionLines = (panel: CardPanel, layout: CardLayout): readonly string[] => {
  const size = layout.isNarrow ? 14 : captionSize;
  const beside = layout.isNarrow || panel.figure === "" ? 0 : figureWidth(panel) + 10;
  return textLines(panel.caption, layout.panelWidth - beside, (text) =>
    textWidth(text, `${size}px ${cardFonts.sans}`),
  );
};

const figureWidth = ({ figure }: CardPanel): number =>
  textWidth(figure, `700 28px ${cardFonts.sans}`);

export const panelMetrics = (panels: readonly CardPanel[], layout: CardLayout): PanelMetrics => {
  const heading = layout.isNarrow ? 2 * lineHeight : lineHeight;
  const captions = layout.isNarrow
    ? figureHeight +
      lineHeight * Math.max(...panels.map((panel) => captionLines(panel, layout).length))
    : Math.max(
        figureHeight,
        ...panels.map((panel) => captionLines(panel, layout).length * lineHeight),
      );
  const headingHeight = heading + captions + 10;
  const barTop = headingHeight + layout.gridHeight + 14;
  return { headingHeight, barTop, height: barTop + barHeight + 24 };
};

const mark = (panel: CardPanel, palette: Palette): SVGTemplateResult =>
  panel.phase === "prefill"
    ? svg`<rect y="3" width="11" height="11" fill=${palette.prefill} />`
    : svg`<circle cx="5.5" cy="8.5" r="5.5" fill=${palette.decode} />`;

const captions = (panel: CardPanel, layout: CardLayout, palette: Palette): SVGTemplateResult => {
  const lines = captionLines(panel, layout);
  const headingLines = layout.isNarrow ? 2 : 1;
  const baseline = headingLines * lineHeight + 26;
  const figure = panel.figure
    ? svg`<text y=${baseline} font-size="28" font-weight="700" fill=${palette.ink}>${panel.figure}</text>`
    : nothing;
  const size = layout.isNarrow ? 14 : captionSize;
  const x = layout.isNarrow || panel.figure === "" ? 0 : figureWidth(panel) + 10;
  const first = layout.isNarrow
    ? baseline + lineHeight
    : baseline - (lines.length - 1) * lineHeight;
  return svg`${figure}${lines.map(
    (line, index) =>
      svg`<text x=${x} y=${first + index * lineHeight} font-size=${size} fill=${palette.muted}>${line}</text>`,
  )}`;
};

const grid = (panel: CardPanel, layout: CardLayout, palette: Palette): SVGTemplateResult => {
  const { lit, half, outline, hatched } = cellPaths(layout, panel.cells, panel.hatchedFrom);
  const accent = palette[panel.phase];
  const { panelWidth, gridHeight, pitch } = layout;
  return svg`
    <path class="outline" d=${outline} fill="none" stroke=${palette.outline} stroke-opacity=${pitch >= 10 ? 0.75 : 0.6} />
    <path class="hatched" d=${hatched} fill="none" stroke=${palette.muted} />
    <path class="half" d=${half} fill=${accent} />
    <path class="lit" d=${lit} fill=${accent} />
    ${
      panel.isFailed
        ? svg`<path class="failed" d=${diagonals(panelWidth, gridHeight)} fill="none" stroke=${palette.ink} stroke-width="2" />`
        : nothing
    }`;
};

/** Lines across the grid, 24 apart: nothing here may be read as a level. */
const diagonals = (width: number, height: number): string => {
  const step = 24;
  const count = Math.ceil((width + height) / step);
  return Array.from({ length: count }, (_, index) => {
    const offset = (index + 1) * step;
    const [x1, y1] = offset <= height ? [0, offset] : [offset - height, height];
    const [x2, y2] = offset <= width ? [offset, 0] : [width, offset - width];
    return `M${x1} ${y1}L${x2} ${y2}`;
  }).join("");
};

const bar = (panel: CardPanel, layout: CardLayout, palette: Palette): SVGTemplateResult => {
  const { panelWidth: width } = layout;
  const share = Math.min(1, panel.memory ?? 0);
  return svg`
    <rect x="0.5" y="0.5" width=${width - 1} height=${barHeight - 1} fill="none" stroke=${palette.outline} />
    <rect class="memory" width=${width * share} height=${barHeight} fill=${palette[panel.phase]} />
    <text y=${barHeight + 18} font-size="14" fill=${palette.muted}>memory</text>
    <text x=${width} y=${barHeight + 18} font-size="14" text-anchor="end" fill=${palette.muted}>${panel.memoryText}</text>`;
};

/** Heading, figure, cells and memory of one phase, at the origin. */
export const cardPanel = (
  panel: CardPanel,
  layout: CardLayout,
  metrics: PanelMetrics,
  palette: Palette,
): SVGTemplateResult => {
  const headings = layout.isNarrow ? panel.headingLines : [panel.heading];
  return svg`
    ${mark(panel, palette)}
    ${headings.map(
      (text, index) =>
        svg`<text class="heading" x=${index === 0 ? 18 : 0} y=${14 + index * lineHeight} font-size="14" font-weight="700" letter-spacing="0.8" fill=${palette[panel.phase]}>${text}</text>`,
    )}
    ${captions(panel, layout, palette)}
    <g class="grid" transform="translate(0 ${metrics.headingHeight})">${grid(panel, layout, palette)}</g>
    <g transform="translate(0 ${metrics.barTop})">${bar(panel, layout, palette)}</g>`;
};
