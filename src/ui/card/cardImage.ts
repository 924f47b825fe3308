import { nothing, svg, type SVGTemplateResult } from "lit";
import type { Palette } from "../palette.ts";
import { balancedLines, textLines } from "../textLines.ts";
import { textWidth } from "../textWidth.ts";
import { cardFonts } from "./cardFonts.ts";
import type { CardLayout } from "./cardLayout.ts";
import type { CardModel } from "./cardModel.ts";
import { cardPanel, panelMetrics } from "./cardPanel.ts";

/** What stands in the image beside the panels. */
export interface CardImageText {
  readonly headline: string;
  readonly detail: string;
}

/** Size that link previews show whole; drawn at twice the pixels. */
export const imageSize = { width: 1200, height: 630 } as const;
export const imageScale = 2;

const margin = 44;
const inner = imageSize.width - 2 * margin;
const pitch = 11;
const cell = 9;
const panelWidth = 40 * pitch - 2;

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
  (font: string) =>
  (text: string): number =>
    textWidth(text, font);

const lines = (
  texts: readonly string[],
  y: number,
  lineHeight: number,
  attributes: {
    readonly size: number;
    readonly fill: string;
    readonly family: string;
    readonly weight: number;
  },
): SVGTemplateResult =>
  svg`${texts.map(
    (text, index) =>
      svg`<text x=${margin} y=${y + index * lineHeight} font-size=${attributes.size} font-weight=${attributes.weight} font-family=${attributes.family} fill=${attributes.fill}>${text}</text>`,
  )}`;

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
  const panels = [model.reading, model.writing] as const;
  const metrics = panelMetrics(panels, layout);
  const headline = balancedLines(text.headline, inner, measureIn(`600 40px ${cardFonts.serif}`));
  const detail = textLines(text.detail, inner, measureIn(`17px ${cardFonts.sans}`)).slice(0, 2);
  const footer = textLines(
    [model.badge, model.unit, model.origin].filter((part) => part !== undefined).join(" "),
    inner,
    measureIn(`14px ${cardFonts.sans}`),
  ).slice(0, 2);
  const panelTop = imageSize.height - 62 - metrics.height;
  const { sans, serif } = cardFonts;
  const middle = imageSize.width / 2;
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width=${imageSize.width} height=${imageSize.height} viewBox="0 0 ${imageSize.width} ${imageSize.height}" font-family=${sans}>
    ${fontSource === undefined ? nothing : svg`<style>${`@font-face{font-family:"Source Serif 4";font-weight:600;src:url(${fontSource})}`}</style>`}
    <rect width=${imageSize.width} height=${imageSize.height} fill=${palette.ground} />
    ${lines(headline, 66, 46, { size: 40, fill: palette.ink, family: serif, weight: 600 })}
    ${lines(detail, 66 + headline.length * 46 - 6, 25, { size: 17, fill: palette.muted, family: sans, weight: 400 })}
    ${panels.map(
      (panel, index) =>
        svg`<g transform="translate(${layout.panels[index] ?? 0} ${panelTop})">${cardPanel(panel, layout, metrics, palette)}</g>`,
    )}
    ${
      model.ratio === undefined
        ? nothing
        : svg`<text x=${middle} y=${panelTop + metrics.headingHeight + 150} text-anchor="middle" font-size="80" font-weight="600" font-family=${serif} fill=${palette.ink}>${model.ratio}</text>`
    }
    <path d="M${margin} ${imageSize.height - 57.5}H${imageSize.width - margin}" stroke=${palette.hairline} />
    ${lines(footer, imageSize.height - 34, 20, { size: 14, fill: palette.muted, family: sans, weight: 400 })}
  </svg>`;
};
