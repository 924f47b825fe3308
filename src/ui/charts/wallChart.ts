import {
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { rootScale } from "../rootScale.ts";
import { base } from "../styles/base.ts";
import { tables } from "../styles/tables.ts";
import "./chartFrame.ts";
import { onThemeChange, paletteAt, type Palette } from "../palette.ts";
import { chartWords as words } from "../words.ts";
import { ChartApproach } from "./chartApproach.ts";
import type { ChartFigure } from "./chartFigure.ts";
import { chartFont } from "./chartFont.ts";
import { chartLabels, type PlacedLabel } from "./chartLabels.ts";
import { chartStops } from "./chartStops.ts";
import { nearestStop } from "./nearestStop.ts";
import { nextStop } from "./nextStop.ts";
import type { Crosshair, Plot, PlotArea } from "./plot.ts";
import type { Ruler } from "./chartRuler.ts";
import { chartTable } from "./chartTable.ts";
import { figureSvg } from "./figureSvg.ts";
import { plotStyles } from "./plotStyles.ts";
import { withRuler } from "./withRuler.ts";

/** A chart with direct labels, crosshair, keyboard walk, table and export. Drawn once it comes near. */
@customElement("wall-chart")
export class WallChart extends LitElement {
  static override styles = [base, tables, plotStyles];

  @property({ attribute: false }) figure!: ChartFigure;
  /** Drawn by `chart-ruler`, which who sets it imports. */
  @property({ attribute: false }) ruler: Ruler | undefined;
  @state() private labels: readonly PlacedLabel[] = [];
  @state() private area: PlotArea | undefined;
  @state() private readout = "";
  @query(".plot") private host!: HTMLElement;

  #plot: Plot | undefined;
  #size = { width: 0, height: 0 };
  #active: number | undefined;
  #stopTheme: (() => void) | undefined;
  readonly #observer = new ResizeObserver(() => this.#fit());
  readonly #approach = new ChartApproach(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => this.#draw());
    if (this.hasUpdated) this.#observer.observe(this.host);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#stopTheme?.();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  override render(): TemplateResult {
    const { figure } = this;
    return html`<chart-frame .name=${figure.title} .drawing=${this.#drawing}>
      <div class="axis-label" aria-hidden="true">${figure.y.label}</div>
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-roledescription="chart"
        aria-label=${`${figure.title}. ${figure.summary} ${words.hint}`}
        @keydown=${this.#walk}
        @blur=${this.#leave}
      >
        ${this.#approach.isMissing ? html`<p class="small muted" role="status">${words.missing}</p>` : nothing}
        <div class="labels" aria-hidden="true">
          ${this.labels.map(
            ({ id, text, ink }) => html`<span data-id=${id} data-ink=${ink}>${text}</span>`,
          )}
        </div>
        ${
          this.ruler && this.area
            ? html`<chart-ruler
                .ruler=${this.ruler}
                .axis=${figure.x}
                .area=${this.area}
              ></chart-ruler>`
            : nothing
        }
      </div>
      <div class="axis-label end" aria-hidden="true">${figure.x.label}</div>
      <p class="readout small" role="status">${this.readout || words.readoutHint}</p>
      <div slot="table">${chartTable(figure)}</div>
    </chart-frame>`;
  }

  protected override firstUpdated(): void {
    this.#observer.observe(this.host);
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#plot) this.#fit();
    if (changed.has("figure")) this.#draw();
    this.#placeLabels();
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) return;
    if (width === this.#size.width && height === this.#size.height && this.#plot) return;
    this.#size = { width, height };
    if (this.#plot) this.#plot.resize(width, height);
    else if (this.#approach.create) {
      const first = { figure: this.figure, palette: paletteAt(this) };
      this.#plot = this.#approach.create(this.host, this.#size, first, {
        onCrosshair: this.#onCrosshair,
        onDrawn: this.#layOut,
      });
    }
  }

  #draw(): void {
    this.#plot?.update(this.figure, paletteAt(this));
  }

  #layOut = (): void => {
    const plot = this.#plot;
    if (!plot) return;
    const unit = rootScale();
    const text = { font: chartFont(14 * unit), lineHeight: 18 * unit, unit };
    this.area = plot.area();
    this.labels = chartLabels(this.figure, (at) => plot.pixelOf(at), plot.area(), text);
  };

  /** Through CSSOM: style attributes are refused by the page's CSP. */
  #placeLabels(): void {
    const spans = this.host.querySelectorAll<HTMLElement>(".labels span");
    for (const [index, { box }] of this.labels.entries()) {
      const span = spans[index];
      if (span) span.style.transform = `translate(${box.left}px, ${box.top}px)`;
    }
  }

  #onCrosshair = (crosshair: Crosshair | undefined): void => {
    const { figure } = this;
    if (!crosshair) {
      this.readout = "";
      return;
    }
    const plot = this.#plot;
    const near =
      plot && nearestStop(chartStops(figure), crosshair.pixel, (value) => plot.pixelOf(value));
    this.readout =
      near?.text ??
      `${figure.y.format(crosshair.value.y)} at ${figure.x.format(crosshair.value.x)}`;
  };

  #walk = (event: KeyboardEvent): void => {
    const stops = chartStops(this.figure);
    const next = nextStop(event.key, this.#active, stops.length);
    if (next === undefined) {
      if (event.key === "Escape") this.#leave();
      return;
    }
    event.preventDefault();
    this.#active = next;
    const stop = stops[next];
    if (!stop) return;
    this.#plot?.point(stop.at);
    this.readout = stop.text;
  };

  #leave = (): void => {
    this.#active = undefined;
    this.#plot?.point(undefined);
    this.readout = "";
  };

  #drawing = (palette: Palette): SVGTemplateResult =>
    figureSvg(withRuler(this.figure, this.ruler), palette);
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-chart": WallChart;
  }
}
