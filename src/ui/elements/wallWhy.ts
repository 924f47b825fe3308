import { css, html, LitElement, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TimeBar } from "../../analysis/timeBars.ts";
import { formatInterval, formatSeconds } from "../../report/format.ts";
import "../charts/chartFrame.ts";
import { barsDrawing, barsSvg } from "../charts/barsSvg.ts";
import { variablePalette, type Palette } from "../palette.ts";
import { rootScale } from "../rootScale.ts";
import { base } from "../styles/base.ts";
import { tables } from "../styles/tables.ts";
import { modelName } from "../modelName.ts";
import { valueTable } from "../valueTable.ts";
import { dataTypeNames, sectionWords, whyWords as words } from "../words.ts";

/** Where the time of one token goes: fetching and computing, by stored data type. */
@customElement("wall-why")
export class WallWhy extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      svg {
        display: block;
        max-width: 100%;
        font-family: var(--sans);
      }
    `,
  ];

  @property({ attribute: false }) bars: readonly TimeBar[] = [];
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private width = 0;

  #scale = 1;
  readonly #observer = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult {
    const { bars } = this;
    if (bars.length === 0) return html`<p class="muted">${sectionWords.whyEmpty}</p>`;
    const { drawing, width, height } = barsDrawing(bars, this.width || 320, variablePalette);
    return html`<chart-frame .name=${this.#name} .drawing=${this.#exported}>
      <svg
        role="img"
        aria-label=${`${this.#name}. ${bars.map(barText).join(" ")}`}
        width=${width * this.#scale}
        height=${height * this.#scale}
        viewBox="0 0 ${width} ${height}"
      >
        ${drawing}
      </svg>
      <p class="small muted">${words.explain}</p>
      <div slot="table">${this.#table()}</div>
    </chart-frame>`;
  }

  get #name(): string {
    return `${words.title} of ${modelName(this.bars[0]?.model ?? "")}`;
  }

  #table(): TemplateResult {
    return valueTable(
      Object.values(words.columns),
      this.bars.map((bar) => [
        dataTypeNames[bar.dataType],
        formatSeconds(bar.fetchSeconds),
        formatSeconds(bar.computeSeconds),
        formatInterval(bar.seconds),
      ]),
    );
  }

  #exported = (palette: Palette): SVGTemplateResult =>
    barsSvg(this.bars, { title: this.#name, origin: this.origin }, palette);

  #fit(): void {
    this.#scale = rootScale();
    this.width = Math.floor(this.clientWidth / this.#scale);
  }
}

const barText = (bar: TimeBar): string =>
  `${dataTypeNames[bar.dataType]}: ${words.fetch} ${formatSeconds(bar.fetchSeconds)}, ${words.compute} ${formatSeconds(bar.computeSeconds)}, ${words.measured} ${formatInterval(bar.seconds)}.`;

declare global {
  interface HTMLElementTagNameMap {
    "wall-why": WallWhy;
  }
}
