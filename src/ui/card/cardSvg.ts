import { nothing, svg, type SVGTemplateResult } from "lit";
import type { Palette } from "../palette.ts";
import { textLines } from "../textLines.ts";
import { textWidth } from "../textWidth.ts";
import { cardFonts } from "./cardFonts.ts";
import type { CardLayout } from "./cardLayout.ts";
import type { CardModel } from "./cardModel.ts";
import { cardPanel, panelMetrics } from "./cardPanel.ts";

const badgeHeight = 30;
const footerSize = 14;
const footerLine = 20;

export interface CardDrawing {
  readonly drawing: SVGTemplateResult;
  readonly width: number;
  readonly height: number;
}

/** The card at the width of the page, without its headline, which stands above as text. */
export const cardSvg = (model: CardModel, layout: CardLayout, palette: Palette): CardDrawing => {
  const panels = [model.reading, model.writing] as const;
  const metrics = panelMetrics(panels, layout);
  const top = model.badge === undefined ? 0 : badgeHeight;
  const footerTop = top + metrics.height + 14;
  const measure = (text: string): number => textWidth(text, `${footerSize}px ${cardFonts.sans}`);
  const footer = [
    ...textLines(model.unit, layout.width, measure),
    ...textLines(model.origin, layout.width, measure),
  ];
  const height = footerTop + 26 + (footer.length - 1) * footerLine + 8;
  const drawing = svg`
    ${
      model.badge === undefined
        ? nothing
        : svg`<text class="badge" y="14" font-size="14" font-weight="700" letter-spacing="1.2" fill=${palette.ink}>${model.badge}</text>`
    }
    ${panels.map(
      (panel, index) =>
        svg`<g class="panel" transform="translate(${layout.panels[index] ?? 0} ${top})">${cardPanel(panel, layout, metrics, palette)}</g>`,
    )}
    <path d="M0 ${footerTop + 0.5}H${layout.width}" stroke=${palette.hairline} />
    ${footer.map(
      (line, index) =>
        svg`<text class="footer" y=${footerTop + 26 + index * footerLine} font-size=${footerSize} fill=${palette.muted}>${line}</text>`,
    )}`;
  return { drawing, width: layout.width, height };
};
