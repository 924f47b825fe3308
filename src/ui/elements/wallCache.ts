import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { cacheExample, type CacheExample } from "../../analysis/cacheExample.ts";
import type { DecodeRow } from "../../domain/result.ts";
import { formatBytes, formatCount, formatSeconds } from "../../report/format.ts";
import { cacheFigure, type CacheInput } from "../charts/cacheFigure.ts";
import "../charts/wallChart.ts";
import { base } from "../styles/base.ts";
import { cacheWords as words } from "../words.ts";

/** The cache curve with what launches allow, and why it promises less than it seems to. */
@customElement("wall-cache")
export class WallCache extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) measured: CacheInput | undefined;
  /** The step that the page speaks of, for its launches. */
  @property({ attribute: false }) step: DecodeRow | undefined;
  /** Device, browser and date, for exported images. */
  @property() origin = "";

  override render(): TemplateResult {
    const { measured } = this;
    const figure = measured && cacheFigure(measured, this.origin);
    if (!figure) return html`<p class="muted">${words.empty}</p>`;
    const { dispatchSeconds } = measured.ceilings;
    const example = cacheExample(measured, this.step);
    return html`
      <wall-chart .figure=${figure}></wall-chart>
      ${
        dispatchSeconds === undefined
          ? nothing
          : html`<p>
              ${words.limit(formatSeconds(dispatchSeconds, 2))}
              ${example ? exampleText(example) : nothing}
            </p>`
      }
    `;
  }
}

const exampleText = ({ cacheBytes, fetchSeconds, launches, launchSeconds }: CacheExample): string =>
  words.example(
    formatBytes(cacheBytes, 2),
    formatSeconds(fetchSeconds, 2),
    formatSeconds(launchSeconds, 2),
    formatCount(launches),
  );

declare global {
  interface HTMLElementTagNameMap {
    "wall-cache": WallCache;
  }
}
