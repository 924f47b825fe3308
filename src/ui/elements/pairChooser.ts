import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AcceleratorProfile } from "../../reference/profile.ts";
import { compareWords as words } from "../compareWords.ts";
import { machineNames } from "../machineNames.ts";
import { base } from "../styles/base.ts";
import { selects } from "../styles/selects.ts";

/** Ids of the two machines that stand side by side. */
export type PairIds = readonly [string, string];

/** Two choices among all machines. Tells `pair-change`. */
@customElement("pair-chooser")
export class PairChooser extends LitElement {
  static override styles = [
    base,
    selects,
    css`
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--space-3) var(--space-4);
        min-width: 0;
        padding: 0;
        border: 0;
      }
      @media (max-width: 599.98px) {
        fieldset {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) profiles: readonly AcceleratorProfile[] = [];
  @property({ attribute: false }) ids: PairIds = ["", ""];

  override render(): TemplateResult {
    const [a, b] = this.ids;
    return html`<fieldset>
      <legend class="visually-hidden">${words.choose}</legend>
      ${this.#select(words.first, a, (id) => this.#tell([id, b]))}
      ${this.#select(words.second, b, (id) => this.#tell([a, id]))}
      <button @click=${() => this.#tell([b, a])}>${words.swap}</button>
    </fieldset>`;
  }

  #select(label: string, chosen: string, take: (id: string) => void): TemplateResult {
    const names = machineNames(this.profiles);
    const vendors = [...new Set(this.profiles.map(({ vendor }) => vendor))];
    return html`<label
      >${label}
      <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
        ${
          this.profiles.some(({ id }) => id === chosen)
            ? nothing // else the first machine would stand there, and could not be chosen
            : html`<option value="" disabled selected>${words.none}</option>`
        }
        ${vendors.map(
          (vendor) =>
            html`<optgroup label=${vendor}>
              ${this.profiles
                .filter((profile) => profile.vendor === vendor)
                .map(
                  ({ id }) =>
                    html`<option value=${id} .selected=${id === chosen}>${names.get(id)}</option>`,
                )}
            </optgroup>`,
        )}
      </select></label
    >`;
  }

  #tell(ids: PairIds): void {
    this.dispatchEvent(
      new CustomEvent("pair-change", { detail: ids, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pair-chooser": PairChooser;
  }
}
