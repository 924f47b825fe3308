import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { Bytes } from "../../domain/units.ts";
import {
  readersTokensPerSecond,
  runnableOf,
  storedBits,
  type Runnable,
  type RunnableInput,
  type StoredBits,
} from "../../projection/runnable.ts";
import { forwardModelById } from "../../reference/forwardModels.ts";
import {
  formatBytes,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
} from "../../report/format.ts";
import { runnableWords as words } from "../runnableWords.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { formFields } from "../styles/formFields.ts";
import { tables } from "../styles/tables.ts";
import { valueTable, type TableCell } from "../valueTable.ts";

/** Small ones first: phones, laptops, cards, and one that hardly any card holds. */
const offered: readonly ForwardModel[] = [
  "smollm2-360m",
  "qwen3-0.6b",
  "llama-3.2-1b",
  "llama-3.2-3b",
  "gemma-3-4b",
  "llama-3.1-8b",
  "qwen3-8b",
  "gpt-oss-20b",
  "llama-3.1-70b",
].flatMap((id) => forwardModelById(id) ?? []);

/** Models at 16, 8 and 4 bits: what they need, whether that fits, and how they would feel. */
@customElement("wall-runnable")
export class WallRunnable extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    formFields,
    tables,
    css`
      td strong {
        font-weight: 650;
      }
      li {
        max-width: var(--measure);
      }
      @media (max-width: 599.98px) {
        [role="group"] {
          grid-template-columns: repeat(3, 1fr);
        }
      }
    `,
  ];

  /** A run's figures; undefined where nothing of a GPU is measured. */
  @property({ attribute: false }) input: RunnableInput | undefined;
  /** Memory that the visitor or the run's options name elsewhere. */
  @property({ attribute: false }) statedMemoryBytes: Bytes | undefined;
  /** Why there are no speeds, or whose they are. */
  @property() note = "";
  @state() private bits: StoredBits = 16;
  /** As typed here, in GB; undefined: nothing was. */
  @state() private typed: string | undefined;

  override render(): TemplateResult {
    const { memoryBytes } = this;
    const rows = offered.map((model) => runnableOf(this.input, model, this.bits, memoryBytes));
    return html`
      <div class="fields">
        <label
          >${words.memory}
          <input
            type="number"
            min="0.5"
            max="2000"
            step="any"
            inputmode="decimal"
            .value=${this.typed ?? this.#stated}
            @input=${this.#type}
        /></label>
        <div role="group" aria-label=${words.bitsLabel}>
          ${storedBits.map(
            (bits) =>
              html`<button
                aria-pressed=${bits === this.bits}
                @click=${() => {
                  this.bits = bits;
                }}
              >
                ${words.bits[bits]}
              </button>`,
          )}
        </div>
      </div>
      <p class="small muted">${words.memoryHint}</p>
      ${this.note === "" ? nothing : html`<p class="note">${this.note}</p>`}
      ${valueTable(
        Object.values(words.columns).slice(0, this.input ? undefined : withoutSpeeds),
        rows.map((row) => [...needCells(row, this.bits), ...(this.input ? speedCells(row) : [])]),
      )}
      ${this.#explanation(rows)}
    `;
  }

  /** What stands in the field, in bytes; undefined where that is no size. */
  get memoryBytes(): Bytes | undefined {
    if (this.typed === undefined) return this.statedMemoryBytes;
    const gigabytes = Number(this.typed);
    return gigabytes > 0 && Number.isFinite(gigabytes) ? gigabytes * 1e9 : undefined;
  }

  get #stated(): string {
    return this.statedMemoryBytes === undefined ? "" : String(this.statedMemoryBytes / 1e9);
  }

  #type = ({ target }: Event): void => {
    this.typed = (target as HTMLInputElement).value;
  };

  /** Only of what stands in the table. */
  #explanation(rows: readonly Runnable[]): TemplateResult {
    const shown = rows.filter(({ fits }) => fits !== false);
    const has = (basis: "measured" | "ceilings"): boolean =>
      shown.some(({ writing, reading }) => writing?.basis === basis || reading?.basis === basis);
    const texts = [
      words.explainNeeds,
      ...(has("measured") ? [words.explainMeasured] : []),
      ...(has("ceilings") ? [words.explainCeilings] : []),
      ...(shown.some(({ pace }) => pace)
        ? [words.explainPace(formatSignificant(readersTokensPerSecond, 2))]
        : []),
    ];
    return html`<ul class="small muted">
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>`;
  }
}

const fitsText = ({ fits, fitsAt }: Runnable, bits: StoredBits): string => {
  if (fits === undefined) return "";
  if (fits) return words.fits;
  return fitsAt === undefined || fitsAt === bits ? words.fitsNot : words.fitsAt(words.bits[fitsAt]);
};

const writesCell = ({ writing }: Runnable): TableCell => {
  if (!writing) return words.notMeasured;
  const { tokensPerSecond, basis } = writing;
  return basis === "measured"
    ? html`<strong>${formatTokensPerSecond(tokensPerSecond)}</strong>, ${words.measured}`
    : words.atMost(formatTokensPerSecond(tokensPerSecond, 2));
};

const readsCell = ({ reading }: Runnable): TableCell => {
  if (!reading) return words.notMeasured;
  const { seconds, basis } = reading;
  return basis === "measured"
    ? html`<strong>${formatSeconds(seconds, 2)}</strong>, ${words.measured}`
    : words.atLeast(formatSeconds(seconds, 2));
};

const paceCell = ({ pace }: Runnable): TableCell => {
  if (!pace) return "";
  const text = words.paces[pace.pace];
  return pace.basis === "measured" || pace.pace === "slow"
    ? html`<strong>${text}</strong>`
    : words.atBest(text);
};

const needCells = (row: Runnable, bits: StoredBits): readonly TableCell[] => [
  row.model.name,
  formatBytes(row.bytes, 2),
  fitsText(row, bits),
];
/** Columns that stand where no GPU was measured. */
const withoutSpeeds = 3;

/** What does not fit has no speed; empty cells take no line on a phone. */
const speedCells = (row: Runnable): readonly TableCell[] =>
  row.fits === false ? ["", "", ""] : [writesCell(row), readsCell(row), paceCell(row)];

declare global {
  interface HTMLElementTagNameMap {
    "wall-runnable": WallRunnable;
  }
}
