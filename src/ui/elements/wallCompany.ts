import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { batchSeries, type BatchSeries } from "../../analysis/batchSeries.ts";
import { companyCeilings } from "../../analysis/companyCeilings.ts";
import { usersWhereContextEqualsWeights } from "../../analysis/contextCompany.ts";
import type { BatchRow, Ceilings } from "../../domain/result.ts";
import { modelById } from "../../reference/models.ts";
import { formatCount, formatSignificant } from "../../report/format.ts";
import { companyFigure, growthText } from "../charts/companyFigure.ts";
import "../charts/wallChart.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { companyWords as words, dataTypeNames } from "../words.ts";

/** Context that a conversation soon has. */
const contextTokens = 4096;

/** Tokens/s over users at once: what company buys, where it ends, and what it leaves out. */
@customElement("wall-company")
export class WallCompany extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) sweep: readonly BatchRow[] = [];
  @property({ attribute: false }) ceilings: Ceilings = { compute: {} };
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private chosen = "";

  override render(): TemplateResult {
    const all = batchSeries(this.sweep).filter(({ rows }) => rows.length > 1);
    const series =
      all.find((one) => keyOf(one) === this.chosen) ??
      all.find(({ dataType }) => dataType === "f16") ??
      all[0];
    if (!series) return html`<p class="muted">${words.empty}</p>`;
    const last = series.rows.at(-1);
    const crossing = companyCeilings(series, this.ceilings)?.crossingUsers;
    return html`
      ${all.length > 1 ? this.#choices(all, series) : nothing}
      <p>
        ${growthText(series.growthEndsAt, last?.batch ?? 1)}
        ${crossing === undefined ? nothing : words.ceilingsCross(formatSignificant(crossing, 2))}
      </p>
      <wall-chart .figure=${companyFigure(series, this.ceilings, this.origin)}></wall-chart>
      <p class="small muted">${words.weightsOnly} ${contextText(series)}</p>
    `;
  }

  #choices(all: readonly BatchSeries[], shown: BatchSeries): TemplateResult {
    return html`<div role="group" aria-label=${words.choose}>
      ${all.map(
        (one) =>
          html`<button
            aria-pressed=${keyOf(one) === keyOf(shown)}
            @click=${() => (this.chosen = keyOf(one))}
          >
            ${dataTypeNames[one.dataType]}
          </button>`,
      )}
    </div>`;
  }
}

const keyOf = ({ model, dataType }: BatchSeries): string => `${model} ${dataType}`;

/** Where the context would outweigh the weights: what the chart leaves out. */
const contextText = ({ model: id, dataType }: BatchSeries): string => {
  const model = modelById(id);
  if (!model) return "";
  const users = usersWhereContextEqualsWeights(model, dataType, contextTokens);
  return words.context(formatCount(contextTokens), formatSignificant(users, 2));
};

declare global {
  interface HTMLElementTagNameMap {
    "wall-company": WallCompany;
  }
}
