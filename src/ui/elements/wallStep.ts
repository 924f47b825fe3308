import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { contextSeries } from "../../analysis/contextSeries.ts";
import {
  stepBreakdowns,
  type StepBreakdown,
  type StepShare,
} from "../../analysis/stepBreakdown.ts";
import type { Ceilings, DecodeRow } from "../../domain/result.ts";
import type { BreakdownRow } from "../../domain/waiting.ts";
import { formatCount, formatPercent, formatSeconds } from "../../report/format.ts";
import { partName } from "../../report/partNames.ts";
import { contextFigure } from "../charts/contextFigure.ts";
import "../charts/wallChart.ts";
import { modelName } from "../modelName.ts";
import { stepWords as words } from "../runnableWords.ts";
import { base } from "../styles/base.ts";
import { tables } from "../styles/tables.ts";
import { valueTable } from "../valueTable.ts";
import { dataTypeNames } from "../words.ts";

/** Where the time of a whole step goes, and how it grows with context; nothing where neither was measured. */
@customElement("wall-step")
export class WallStep extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      h3:not(:first-child) {
        margin-top: var(--space-6);
      }
      p {
        margin-block: var(--space-2) var(--space-4);
      }
      .share {
        display: grid;
        grid-template-columns: 3.5rem minmax(0, 1fr);
        align-items: center;
        gap: var(--space-2);
      }
      .share > svg {
        width: 100%;
        height: 0.75rem;
      }
      rect {
        fill: var(--decode);
      }
    `,
  ];

  @property({ attribute: false }) breakdown: readonly BreakdownRow[] = [];
  @property({ attribute: false }) decode: readonly DecodeRow[] = [];
  @property({ attribute: false }) ceilings: Ceilings = { compute: {} };
  /** Device, browser and date, for exported images. */
  @property() origin = "";

  override render(): TemplateResult {
    const [step] = stepBreakdowns({ breakdown: this.breakdown });
    const [series] = contextSeries(this.decode);
    return html`
      ${step ? this.#parts(step) : nothing}
      ${
        series
          ? html`<h3>${words.contexts}</h3>
              <p>${words.contextsText}</p>
              <wall-chart
                .figure=${contextFigure(series, this.ceilings, this.origin)}
              ></wall-chart>`
          : nothing
      }
    `;
  }

  #parts(step: StepBreakdown): TemplateResult {
    const context =
      step.contextTokens === undefined ? "" : words.contextOf(formatCount(step.contextTokens));
    const longest = Math.max(...step.parts.map(({ share }) => share));
    return html`<h3>${words.breakdown}</h3>
      <p>${words.breakdownText}</p>
      <p class="small">
        ${words.whole(
          modelName(step.model),
          dataTypeNames[step.dataType],
          context,
          formatSeconds(step.secondsPerStep),
        )}
      </p>
      ${valueTable(
        words.columns,
        step.parts.map((part) => [
          partName(part.part),
          formatSeconds(part.secondsPerStep),
          `${formatSeconds(part.low)} to ${formatSeconds(part.high)}`,
          shareCell(part, longest),
        ]),
      )}`;
  }
}

/** A bar as long as the share, beside its figure; none below 0. */
const shareCell = ({ share }: StepShare, longest: number): TemplateResult =>
  html`<span class="share"
    ><span>${formatPercent(share)}</span
    ><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${(100 * Math.max(0, share)) / longest} height="10"></rect></svg
  ></span>`;

declare global {
  interface HTMLElementTagNameMap {
    "wall-step": WallStep;
  }
}
