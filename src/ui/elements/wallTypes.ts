import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { KernelRow } from "../../domain/result.ts";
import { dataTypeFigure } from "../charts/dataTypeFigure.ts";
import "../charts/wallChart.ts";
import { base } from "../styles/base.ts";
import { sectionWords, typesWords as words } from "../words.ts";

/** What each stored type buys writing and costs reading; nothing where only one was measured. */
@customElement("wall-types")
export class WallTypes extends LitElement {
  static override styles = [
    base,
    css`
      p {
        margin-block: var(--space-2) var(--space-6);
      }
    `,
  ];

  @property({ attribute: false }) kernels: readonly KernelRow[] = [];
  /** Device, browser and date, for exported images. */
  @property() origin = "";

  override render(): TemplateResult | typeof nothing {
    const figure = dataTypeFigure(this.kernels, this.origin);
    return figure
      ? html`<h3>${sectionWords.types}</h3>
          <p>${words.text}</p>
          <wall-chart .figure=${figure}></wall-chart>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-types": WallTypes;
  }
}
