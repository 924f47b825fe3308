import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { LadderLine, Span } from "../ladderLines.ts";

/** Percent of the track's width, whose scale is logarithmic. */
const at = ({ low, high }: Span, value: number): string =>
  `${((100 * Math.log(value / low)) / Math.log(high / low)).toFixed(2)}%`;

/** Powers of ten of the track. */
export const decades = ({ low, high }: Span): readonly number[] => {
  const first = Math.round(Math.log10(low));
  const count = Math.round(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, step) => 10 ** (first + step));
};

const height = 28;
const middle = height / 2;

/** Measured is filled, with its interval; what only figures allow is an open tick on its line. */
const mainMark = (
  { value, standing, interval }: LadderLine,
  range: Span,
  ink: string,
): SVGTemplateResult => {
  const x = at(range, value);
  const isDashed = standing === "estimate";
  const line = svg`<line x1="0" x2=${x} y1=${middle} y2=${middle} stroke=${ink} stroke-width="2" stroke-dasharray=${isDashed ? "6 4" : "none"} />`;
  if (standing !== "measured") {
    return svg`${line}<line x1=${x} x2=${x} y1="5" y2=${height - 5} stroke=${ink} stroke-width="2.5" />`;
  }
  return svg`${line}
    ${interval && svg`<line x1=${at(range, interval.low)} x2=${at(range, interval.high)} y1=${middle} y2=${middle} stroke=${ink} stroke-width="8" />`}
    <circle cx=${x} cy=${middle} r="7" fill=${ink} />`;
};

/** Others' measurements are outlined; a range is a line between two outlines. */
const publishedMark = ({ low, high }: Span, range: Span): SVGTemplateResult => svg`
  ${low === high ? nothing : svg`<line x1=${at(range, low)} x2=${at(range, high)} y1=${middle} y2=${middle} stroke="var(--ink)" stroke-width="2" />`}
  ${(low === high ? [low] : [low, high]).map(
    (value) =>
      svg`<circle cx=${at(range, value)} cy=${middle} r="5" fill="var(--ground)" stroke="var(--ink)" stroke-width="2" />`,
  )}`;

/** One rung's marks. The words beside it say the same, so it is hidden from readers. */
export const ladderTrack = (line: LadderLine, range: Span, ink: string): TemplateResult =>
  html`<svg class="track" width="100%" height=${height} aria-hidden="true" focusable="false">
    ${decades(range).map(
      (value) =>
        svg`<line x1=${at(range, value)} x2=${at(range, value)} y1="0" y2=${height} stroke="var(--hairline)" />`,
    )}
    ${mainMark(line, range, ink)} ${line.published.map((span) => publishedMark(span, range))}
  </svg>`;

/** "0.1", "100", "10k": short enough for six decades on a phone. */
const decadeText = (value: number): string =>
  value >= 1000 ? `${Math.round(value / 1000)}k` : String(Number(value.toPrecision(1)));

/** The track's scale, once over all rungs. */
export const ladderScale = (range: Span): TemplateResult => {
  const marks = decades(range);
  const step = marks.length > 6 ? 2 : 1;
  return html`<svg class="track" width="100%" height="22" aria-hidden="true" focusable="false">
    ${marks.map((value, index) =>
      index % step === 0
        ? svg`<text x=${at(range, value)} y="16" text-anchor=${index === 0 ? "start" : index === marks.length - 1 ? "end" : "middle"} fill="var(--muted)" font-size="14">${decadeText(value)}</text>`
        : nothing,
    )}
  </svg>`;
};

/** One mark on its own, for the legend. */
export const ladderKey = (
  standing: LadderLine["standing"] | "published",
  ink: string,
): TemplateResult => {
  const range = { low: 1, high: 10 };
  const line: LadderLine =
    standing === "published"
      ? { id: "", value: 1, standing: "bound", published: [] }
      : { id: "", value: 10 ** 0.6, standing, published: [] };
  return html`<svg width="44" height=${height} aria-hidden="true" focusable="false">
    ${
      standing === "published"
        ? publishedMark({ low: 10 ** 0.6, high: 10 ** 0.6 }, range)
        : mainMark(line, range, ink)
    }
  </svg>`;
};
