import { css, html, LitElement, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { download } from "../../storage/download.ts";
import { darkPalette, lightPalette, paletteAt, type Palette } from "../palette.ts";
import { base } from "../styles/base.ts";
import { fileNameOf, pngBlob, svgBlob } from "../svgImage.ts";
import { chartWords as words } from "../words.ts";

/** What surrounds every chart: its title, its table and its export. The drawing goes into the slot. */
@customElement("chart-frame")
export class ChartFrame extends LitElement {
  static override styles = [
    base,
    css`
      figure {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: var(--space-3);
      }
      details {
        flex: 1 1 20rem;
        min-width: 0;
        overflow-x: auto;
      }
      details[open] {
        flex-basis: 100%;
      }
      summary {
        padding-block: var(--space-3);
        cursor: pointer;
      }
    `,
  ];

  /** Its heading, and the name of exported files. */
  @property() name = "";
  /** The whole chart as one drawing, in the colours given. */
  @property({ attribute: false }) drawing: ((palette: Palette) => SVGTemplateResult) | undefined;

  override render(): TemplateResult {
    return html`<figure>
      <figcaption><h3>${this.name}</h3></figcaption>
      <slot></slot>
      <div class="below screen-only">
        <details class="small">
          <summary>${words.table}</summary>
          <slot name="table"></slot>
        </details>
        <div class="actions">
          <button @click=${this.#savePng}>${words.png}</button>
          <button @click=${this.#saveSvg}>${words.svg}</button>
        </div>
      </div>
    </figure>`;
  }

  get #drawn(): SVGTemplateResult {
    if (!this.drawing) throw new Error("the chart has no drawing to export");
    const isDark = paletteAt(this).ground === darkPalette.ground;
    return this.drawing(isDark ? darkPalette : lightPalette);
  }

  #savePng = async (): Promise<void> => {
    download(fileNameOf(this.name, "png"), await pngBlob(this.#drawn, 2));
  };

  #saveSvg = (): void => {
    download(fileNameOf(this.name, "svg"), svgBlob(this.#drawn));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-frame": ChartFrame;
  }
}
