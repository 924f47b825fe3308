import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ReferenceRow } from "../../reference/referenceRow.ts";
import type { ReferenceSection } from "../../reference/referenceTables.ts";
import { formatCount } from "../../report/format.ts";
import { dataColumns } from "../dataColumns.ts";
import { dataWords as words } from "../dataWords.ts";
import { base } from "../styles/base.ts";
import { inputs } from "../styles/inputs.ts";
import { tables } from "../styles/tables.ts";
import { valueTable, type TableCell } from "../valueTable.ts";

/** An address to report at, or what opens a text to copy. */
export type WayToReport = string | (() => void);

/** Rows that are drawn before anybody asks for all of them. */
const firstRows = 60;

const hasWords = (row: ReferenceRow, wanted: readonly string[]): boolean => {
  const text = Object.values(row).join(" ").toLowerCase();
  return wanted.every((word) => text.includes(word));
};

/** One part of the data as a table that can be searched. */
@customElement("wall-records")
export class WallRecords extends LitElement {
  static override styles = [
    base,
    tables,
    inputs,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .find {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-6);
      }
      label {
        display: grid;
        gap: var(--space-1);
        flex: 0 1 24rem;
        color: var(--muted);
        font-size: var(--size-small);
      }
      th .muted {
        display: block;
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding-block: var(--space-4);
      }
      h3 .muted {
        font-weight: 400;
      }
      @media (min-width: 900px) {
        th:first-child {
          min-width: 9rem;
        }
        td {
          min-width: 5rem;
        }
        section table {
          table-layout: fixed; /* so that columns stand below each other from machine to machine */
        }
        section th:nth-child(1) {
          width: 22%;
        }
        section th:nth-child(2),
        section th:nth-child(3) {
          width: 15%;
        }
        section th:last-child {
          width: 5rem;
        }
      }
      button.report {
        min-height: 1.5rem;
        padding: 0;
        border: 0;
        color: var(--muted);
        font-size: var(--size-small);
        font-weight: 400;
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      a.report {
        color: var(--muted);
      }
    `,
  ];

  @property() section: ReferenceSection = "machines";
  @property({ attribute: false }) rows: readonly ReferenceRow[] = [];
  @property({ attribute: false }) report!: (row: ReferenceRow) => WayToReport;
  @state() private wanted = "";
  @state() private isWhole = false;

  override render(): TemplateResult {
    const wantedWords = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.rows.filter((row) => hasWords(row, wantedWords));
    const shown = this.isWhole ? found : found.slice(0, firstRows);
    return html`
      <div class="find screen-only">
        <label
          >${words.find}
          <input
            type="search"
            .value=${this.wanted}
            @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
        /></label>
        <p role="status" class="muted small">
          ${
            found.length === 0
              ? words.none
              : words.shown(formatCount(shown.length), formatCount(found.length))
          }
        </p>
      </div>
      ${this.section === "machines" ? this.#machines(shown) : this.#table(shown)}
      ${
        shown.length < found.length
          ? html`<p class="screen-only">
              <button @click=${() => (this.isWhole = true)}>${words.more}</button>
            </p>`
          : nothing
      }
    `;
  }

  /** Each machine's figures under its name, its notes below them. */
  #machines(rows: readonly ReferenceRow[]): readonly TemplateResult[] {
    const ids = [...new Set(rows.map(({ id }) => id))];
    return ids.map((id) => {
      const own = rows.filter((row) => row["id"] === id);
      const figures = own.filter(({ figure }) => figure !== "note");
      const { name, vendor, year, status, chips } = own[0] ?? {};
      return html`<section>
        <h3>
          ${name}
          <span class="small muted"
            >${words.machine(String(vendor), String(year), String(status), Number(chips))};
            ${id}</span
          >
        </h3>
        ${this.#table(figures)}
        ${own
          .filter(({ figure }) => figure === "note")
          .map(({ note }) => html`<p class="small muted">${note}</p>`)}
      </section>`;
    });
  }

  #table(rows: readonly ReferenceRow[]): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    const columns = dataColumns[this.section];
    return valueTable(
      [...columns.map(({ label }) => label), words.reportColumn],
      rows.map((row): readonly TableCell[] => [
        ...columns.map(({ cell }) => cell(row)),
        this.#way(row),
      ]),
    );
  }

  #way(row: ReferenceRow): TemplateResult {
    const way = this.report(row);
    const name = [row["name"] ?? row["subject"] ?? row["id"], row["figure"] ?? row["metric"]]
      .filter((part) => part !== undefined)
      .join(", ");
    const label = words.reportLabel(name);
    return typeof way === "string"
      ? html`<a class="report screen-only" href=${way} rel="noreferrer" aria-label=${label}
          >${words.report}</a
        >`
      : html`<button class="report" aria-label=${label} @click=${way}>${words.report}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-records": WallRecords;
  }
}
