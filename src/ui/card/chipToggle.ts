import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { formatFlopsPerSecond } from "../../report/format.ts";
import { shortName, type AcceleratorRoof } from "../charts/acceleratorRoof.ts";
import { figureText } from "../figureText.ts";
import { base } from "../styles/base.ts";
import { chipsWords, lensWords as words } from "../words.ts";

/** What the visitor wants of the whole chip. */
export interface ChipChoice {
  /** Undefined: no chip is chosen. */
  readonly id: string | undefined;
  readonly isShown: boolean;
}

/** Adds the whole chip by its datasheet: which one, and whether. Emits `chip`. */
@customElement("chip-toggle")
export class ChipToggle extends LitElement {
  static override styles = [
    base,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-6);
      }
      label {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        min-height: var(--touch);
      }
      input {
        width: 1.25rem;
        height: 1.25rem;
        margin: 0;
        accent-color: var(--ink);
      }
      select {
        min-height: var(--touch);
        max-width: 100%;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--ink);
        font: inherit;
      }
    `,
  ];

  @property({ attribute: false }) choices: readonly AcceleratorRoof[] = [];
  /** Undefined: none matches the device's name, and none was chosen. */
  @property({ attribute: false }) chip: AcceleratorRoof | undefined;
  @property({ type: Boolean }) shown = false;

  override render(): TemplateResult {
    const { choices, chip } = this;
    return html`<div class="row">
        <label
          >${words.chip}
          <select @change=${this.#choose}>
            <option value="" .selected=${!chip}>${words.choose}</option>
            ${choices.map(
              (choice) =>
                html`<option
                  value=${choice.accelerator.id}
                  .selected=${choice.accelerator.id === chip?.accelerator.id}
                >
                  ${shortName(choice.accelerator)}
                </option>`,
            )}
          </select></label
        >
        ${
          chip
            ? html`<label
                ><input type="checkbox" .checked=${this.shown} @change=${this.#toggle} />
                ${words.whole}</label
              >`
            : nothing
        }
      </div>
      ${chip && this.shown ? sourceText(chip) : nothing}`;
  }

  #choose = ({ target }: Event): void => {
    const id = (target as HTMLSelectElement).value || undefined;
    this.#tell({ id, isShown: id !== undefined }); // what was just chosen must be seen
  };

  #toggle = ({ target }: Event): void =>
    this.#tell({
      id: this.chip?.accelerator.id,
      isShown: (target as HTMLInputElement).checked,
    });

  #tell(detail: ChipChoice): void {
    this.dispatchEvent(new CustomEvent("chip", { detail }));
  }
}

const sourceText = ({ accelerator, peak, peakType }: AcceleratorRoof): TemplateResult =>
  html`<p class="small muted">
    ${words.source} ${shortName(accelerator)}, ${chipsWords.peakNames[peakType]}
    ${figureText(formatFlopsPerSecond(peak.value), peak)}
  </p>`;

declare global {
  interface HTMLElementTagNameMap {
    "chip-toggle": ChipToggle;
  }
}
