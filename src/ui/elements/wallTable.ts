import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Skipped } from "../../domain/result.ts";
import { formatBytes, formatInterval, formatPercent } from "../../report/format.ts";
import { measurementRows, type Measured, type MeasurementRow } from "../measurementRows.ts";
import { base } from "../styles/base.ts";
import { phaseMark } from "../phaseMark.ts";
import { dataTypeNames, tableWords } from "../words.ts";

const { columns } = tableWords;

/** Every measurement with its interval, its bytes and its proof; then what is missing, and why. */
@customElement("wall-table")
export class WallTable extends LitElement {
  static override styles = [
    base,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--size-small);
      }
      caption {
        text-align: start;
        padding-bottom: var(--space-3);
        color: var(--muted);
      }
      th,
      td {
        padding: var(--space-2) var(--space-3) var(--space-2) 0;
        border-top: 1px solid var(--hairline);
        text-align: start;
        vertical-align: top;
        font-weight: 400;
      }
      thead th {
        border-top: 0;
        color: var(--muted);
        vertical-align: bottom;
      }
      th .muted,
      td .muted {
        display: block;
      }
      .number {
        white-space: nowrap;
      }
      ul {
        padding-inline-start: 1.25em;
      }
      h3 {
        margin-top: var(--space-6);
      }
      @media (max-width: 899.98px) {
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        table,
        tbody,
        caption {
          display: block;
        }
        tr {
          display: grid;
          grid-template-columns: minmax(7rem, 2fr) 3fr;
          column-gap: var(--space-3);
          padding-block: var(--space-3);
          border-top: 1px solid var(--hairline);
        }
        tbody th {
          grid-column: 1 / -1;
          font-weight: 600;
        }
        th,
        td {
          display: block;
          padding: 0.125rem 0;
          border: 0;
        }
        td {
          display: contents;
        }
        td::before {
          content: attr(data-label);
          color: var(--muted);
        }
        .number {
          white-space: normal;
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
