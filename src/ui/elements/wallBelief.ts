import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Result, TuningRow, Warning } from "../../domain/result.ts";
import { gatherWarnings } from "../../report/gatherWarnings.ts";
import { warningWords } from "../../report/words.ts";
import { beliefFacts } from "../beliefFacts.ts";
import { base } from "../styles/base.ts";
import { tables } from "../styles/tables.ts";
import { tuningRows } from "../tuningRows.ts";
import { valueTable } from "../valueTable.ts";
import { beliefWords as words, confidenceNames, tuningWords } from "../words.ts";
import "./wallTable.ts";

/** Confidence with its reasons, every check, and what the page cannot tell. */
@customElement("wall-belief")
export class WallBelief extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-6);
      }
      .stack,
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: var(--space-6);
      }
      @media (min-width: 1000px) {
        .columns {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
          column-gap: var(--space-12);
        }
      }
      .level {
        font-size: var(--size-lead);
        font-weight: 600;
      }
      .level::first-letter {
        text-transform: uppercase;
      }
      ul {
        max-width: var(--measure);
        margin-top: var(--space-2);
        padding-inline-start: 1.25em;
      }
      li + li {
        margin-top: var(--space-2);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr);
        gap: var(--space-2) var(--space-6);
        margin-top: var(--space-2);
      }
      dt {
        color: var(--muted);
      }
      summary {
        padding-block: var(--space-3);
        cursor: pointer;
        font-weight: 650;
      }
      @media (max-width: 599.98px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: var(--space-3);
        }
      }
    `,
  ];

  @property({ attribute: false }) result: Result | undefined;

  override render(): TemplateResult {
    const { result } = this;
    return html`
      <div class=${result ? "columns" : ""}>
        ${result ? html`<div class="stack">${this.#confidence(result)}</div>` : nothing}
        <div>
          <h3>${words.cannot}</h3>
          <ul>
            ${limitsOf(result).map((limit) => html`<li>${limit}</li>`)}
          </ul>
        </div>
      </div>
      ${
        result
          ? html`<details>
              <summary>${words.measurements}</summary>
              <wall-table .measured=${result} .skipped=${result.skipped}></wall-table>
            </details>`
          : nothing
      }
      ${result && result.tuning.length > 0 ? tuningDetails(result.tuning) : nothing}
    `;
  }

  #confidence(result: Result): TemplateResult {
    return html`<p class="level">${confidenceNames[result.confidence.level]}</p>
      <div>
        ${
          result.warnings.length === 0 && result.confidence.reasons.length === 0
            ? html`<p>${words.noReasons}</p>`
            : html`<h3>${words.reasons}</h3>
                <ul>
                  ${gatherWarnings(result.warnings).map(warningItem)}
                  ${
                    result.warnings.length === 0
                      ? result.confidence.reasons.map((reason) => html`<li>${reason}</li>`)
                      : nothing
                  }
                </ul>`
        }
      </div>
      <div>
        <h3>${words.checks}</h3>
        <dl>
          ${beliefFacts(result).map(
            ({ name, value }) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </div>`;
  }
}

const tuningDetails = (tuning: readonly TuningRow[]): TemplateResult =>
  html`<details>
    <summary>${words.tuning}</summary>
    <p class="small muted">${tuningWords.text}</p>
    ${valueTable(tuningWords.columns, tuningRows(tuning))}
  </details>`;

/** What holds of every result, and what of results without attention. */
const limitsOf = (result: Result | undefined): readonly string[] =>
  result?.decode.some(({ includes }) => includes === "step")
    ? words.limits
    : [...words.limits, words.weightsOnly];

const warningItem = ({ code, message }: Warning): TemplateResult => {
  const { title, why, remedy } = warningWords[code];
  return html`<li>
    <strong>${title}.</strong> ${why} ${remedy} <span class="muted">(${message})</span>
  </li>`;
};

declare global {
  interface HTMLElementTagNameMap {
    "wall-belief": WallBelief;
  }
}
