import { nothing, svg, type SVGTemplateResult } from "lit";
import type { Palette } from "../palette.ts";
import { balancedLines, textLines } from "../textLines.ts";
import { textWidth } from "../textWidth.ts";
import { cardWords as words } from "../words.ts";
import { cardFonts } from "./cardFonts.ts";
import type { CardLayout } from "./cardLayout.ts";
import type { CardModel } from "./cardModel.ts";
import { cardPanel, panelMetrics } from "./cardPanel.ts";

/** What stands in the image beside the panels. */
export interface CardImageText {
  readonly headline: string;
  readonly detail: string;
  /** Whether the headline claims a wall, so that R may stand large between the panels. */
  readonly claimsWall: boolean;
}

/** Size that link previews show whole; drawn at twice the pixels. */
export const imageSize = { width: 1200, height: 630 } as const;
export const imageScale = 2;

const margin = 44;
const inner = imageSize.width - 2 * margin;
const pitch = 10.5; // whole pixels at twice the size
const cell = 8.5;
const panelWidth = 40 * pitch - 2;
const headlineSizes = [40, 36, 32, 28] as const;
const detailSize = 16;
const footerSize = 14;

const layout: CardLayout = {
  width: inner,
  columns: 40,
  rows: 25,
  pitch,
  cell,
  panelWidth,
  gridHeight: 25 * pitch - 2,
  panels: [margin, imageSize.width - margin - panelWidth],
  isNarrow: false,
};

const measureIn =
  (size: number, family: string, weight = 400) =>
  (text: string): number =>
    textWidth(text, `${weight} ${size}px ${family}`);

/** The largest size at which a headline takes two lines. */
const fitHeadline = (
  text: string,
): { readonly size: number; readonly lines: readonly string[] } => {
  const tries = headlineSizes.map((size) => ({
    size,
    lines: balancedLines(text, inner, measureIn(size, cardFonts.serif, 600)),
  }));
  const smallest = { size: 28, lines: tries.at(-1)?.lines.slice(0, 2) ?? [] };
  return tries.find(({ lines }) => lines.length <= 2) ?? smallest;
};

/** Text in one line, smaller where it would not fit. */
const fitLine = (text: string): number => {
  const width = measureIn(footerSize, cardFonts.sans)(text);
  return width <= inner ? footerSize : (footerSize * inner) / width;
};

/**
 * The card as a picture of its own: 1200 by 630, headline included. `fontSource` is the serif as a
 * data address, since an image may load nothing.
 */
export const cardImage = (
  model: CardModel,
  text: CardImageText,
  palette: Palette,
  fontSource: string | undefined,
): SVGTemplateResult => {
  const { width, height } = imageSize;
  const { sans, serif } = cardFonts;
  const panels = [model.reading, model.writing] as const;
  const metrics = panelMetrics(panels, layout);
  const unit = balancedLines(model.unit, inner, measureIn(footerSize, cardFonts.sans));
  const footer = [
    ...unit,
    [model.badge, model.origin].filter((part) => part !== undefined).join(" · "),
  ];
  const footerTop = height - 18.5 - 20 * footer.length;
  const panelTop = footerTop - 7.5 - metrics.height;
  const headline = fitHeadline(text.headline);
  const lineHeight = headline.size * 1.1;
  const detail = textLines(text.detail, inner, measureIn(detailSize, sans)).slice(0, 2);
  const detailTop = 24 + headline.lines.length * lineHeight + 30;
  const middle = width / 2;
  const ratioTop = panelTop + metrics.headingHeight + 140;
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width=${width} height=${height} viewBox="0 0 ${width} ${height}" font-family=${sans}>
    ${fontSource === undefined ? nothing : svg`<style>${`@font-face{font-family:"Source Serif 4";font-weight:600;src:url(${fontSource})}`}</style>`}
    <rect width=${width} height=${height} fill=${palette.ground} />
    ${headline.lines.map(
      (line, index) =>
        svg`<text x=${margin} y=${24 + (index + 1) * lineHeight - 4} font-size=${headline.size} font-weight="600" font-family=${serif} fill=${palette.ink}>${line}</text>`,
    )}
    ${detail.map(
      (line, index) =>
        svg`<text x=${margin} y=${detailTop + index * 23} font-size=${detailSize} fill=${palette.muted}>${line}</text>`,
    )}
    ${panels.map(
      (panel, index) =>
        svg`<g transform="translate(${layout.panels[index] ?? 0} ${panelTop})">${cardPanel(panel, layout, metrics, palette)}</g>`,
    )}
    ${
      model.ratio === undefined || !text.claimsWall
        ? nothing
        : svg`<text x=${middle} y=${ratioTop} text-anchor="middle" font-size="84" font-weight="600" font-family=${serif} fill=${palette.ink}>${model.ratio}</text>
          <text x=${middle} y=${ratioTop + 32} text-anchor="middle" font-size="16" fill=${palette.muted}>${words.ratio}</text>`
    }
    <path d="M${margin} ${footerTop}H${width - margin}" stroke=${palette.hairline} />
    ${footer.map(
      (line, index) =>
        svg`<text x=${margin} y=${footerTop + 22.5 + index * 20} font-size=${fitLine(line)} fill=${palette.muted}>${line}</text>`,
    )}
  </svg>`;
};
