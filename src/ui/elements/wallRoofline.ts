import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../charts/wallChart.ts";
import type { AcceleratorRoof } from "../charts/acceleratorRoof.ts";
import { rooflineFigure, type RooflineInput, type RooflineStep } from "../charts/rooflineFigure.ts";
import { base } from "../styles/base.ts";
import { rooflineWords } from "../words.ts";

/** The measured ceilings and points on logarithmic axes; kernels that failed are not among them. */
@customElement("wall-roofline")
export class WallRoofline extends LitElement {
  static override styles = base;

  @property({ attribute: false }) measured: RooflineInput = {
    ceilings: { compute: {} },
    kernels: [],
    decode: [],
    prefill: [],
  };
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @property() step: RooflineStep = "measured";
  /** Chips to draw by their datasheets. */
  @property({ attribute: false }) machines: readonly AcceleratorRoof[] = [];

  override render(): TemplateResult {
    const figure = rooflineFigure(this.measured, this.origin, {
      step: this.step,
      machines: this.machines,
    });
    return figure
      ? html`<wall-chart .figure=${figure}></wall-chart>`
      : html`<p class="muted">${rooflineWords.empty}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-roofline": WallRoofline;
  }
}
