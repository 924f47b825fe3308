import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Skipped } from "../../domain/result.ts";
import { formatBytes, formatInterval, formatPercent } from "../../report/format.ts";
import { measurementRows, type Measured, type MeasurementRow } from "../measurementRows.ts";
import { base } from "../styles/base.ts";
import { tables } from "../styles/tables.ts";
import { phaseMark } from "../phaseMark.ts";
import { dataTypeNames, tableWords } from "../words.ts";

const { columns } = tableWords;

/** Every measurement with its interval, its bytes and its proof; then what is missing, and why. */
@customElement("wall-table")
export class WallTable extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      caption {
        text-align: start;
        padding-bottom: var(--space-3);
        color: var(--muted);
      }
      th .muted {
        display: block;
        font-weight: 400;
      }
      ul {
        padding-inline-start: 1.25em;
      }
      h3 {
        margin-top: var(--space-6);
      }
      @media (max-width: 899.98px) {
        caption {
          display: block;
        }
      }
    `,
  ];

  @property({ attribute: false }) measured: Measured = { kernels: [], decode: [], prefill: [] };
  @property({ attribute: false }) skipped: readonly Skipped[] = [];

  override render(): TemplateResult {
    const rows = measurementRows(this.measured);
    if (rows.length === 0) return html`<p class="muted">${tableWords.none}</p>`;
    return html`
      <table role="table">
        <caption>
          ${tableWords.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${Object.values(columns).map(
              (label) => html`<th scope="col" role="columnheader">${label}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map((row) => this.#row(row))}
        </tbody>
      </table>
      ${this.#skipped()}
    `;
  }

  #row(row: MeasurementRow): TemplateResult {
    const failed = row.verification.status === "failed";
    const cells = [
      [columns.dataType, dataTypeNames[row.dataType]],
      [
        columns.time,
        failed ? "–" : row.seconds ? formatInterval(row.seconds) : tableWords.provedOnly,
      ],
      [columns.bytes, formatBytes(row.bytes)],
      [columns.rate, failed ? "–" : (row.rate ?? "–")],
      [
        columns.share,
        failed || row.rooflineFraction === undefined ? "–" : formatPercent(row.rooflineFraction),
      ],
      [columns.proof, proofText(row)],
    ] as const;
    return html`<tr role="row" data-status=${row.verification.status}>
      <th scope="row" role="rowheader">
        ${phaseMark(row.phase)} ${row.name}<span class="muted">${row.detail}</span>
      </th>
      ${cells.map(
        ([label, text]) => html`<td role="cell" data-label=${label}><span>${text}</span></td>`,
      )}
    </tr>`;
  }

  #skipped(): TemplateResult | typeof nothing {
    if (this.skipped.length === 0) return nothing;
    return html`<h3>${tableWords.skipped}</h3>
      <ul class="small">
        ${this.skipped.map(
          ({ id, dataType, message }) =>
            html`<li>${id}, ${dataTypeNames[dataType]}: ${message}</li>`,
        )}
      </ul>`;
  }
}

/** "passed, error 12% of what rounding allows", or what was wrong. A copy is allowed no error at all. */
const proofText = ({ verification }: MeasurementRow): string => {
  const { status, reason, maxRelativeError, tolerance } = verification;
  if (status === "failed") return `⚠ ${tableWords.failed}${reason ? `: ${reason}` : ""}`;
  return tolerance === 0
    ? `${tableWords.passed}, ${tableWords.exact}`
    : `${tableWords.passed}, error ${formatPercent(maxRelativeError / tolerance)} of what rounding allows`;
};

declare global {
  interface HTMLElementTagNameMap {
    "wall-table": WallTable;
  }
}
