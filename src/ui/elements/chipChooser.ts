import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Accelerator } from "../../reference/accelerators.ts";
import { acceleratorRoof, peaksOfRoofType, type RoofType } from "../charts/acceleratorRoof.ts";
import { machineNames } from "../machineNames.ts";
import { base } from "../styles/base.ts";
import { chipsWords as words } from "../words.ts";

/** Checkboxes for every machine that has both ceilings at one data type. Tells `chip-toggle`. */
@customElement("chip-chooser")
export class ChipChooser extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-6);
        min-width: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--muted);
        font-size: var(--size-small);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--touch);
      }
      input {
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) accelerators: readonly Accelerator[] = [];
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @property() type: RoofType = "sixteen";

  override render(): TemplateResult {
    const single = this.accelerators.filter(({ isRack }) => !isRack);
    const hasRoof = (one: Accelerator): boolean =>
      acceleratorRoof(one, peaksOfRoofType[this.type]) !== undefined;
    const drawable = single.filter(hasRoof);
    const missing = single.filter((one) => !hasRoof(one));
    const names = machineNames(single);
    const nameOf = ({ id, name }: Accelerator): string => names.get(id) ?? name;
    const vendors = [...new Set(drawable.map(({ vendor }) => vendor))];
    return html`<p class="small muted">${words.chooseHint}</p>
      ${vendors.map(
        (vendor) =>
          html`<fieldset>
            <legend>${vendor}</legend>
            ${drawable.filter((one) => one.vendor === vendor).map((one) => this.#box(one.id, nameOf(one)))}
          </fieldset>`,
      )}
      ${
        missing.length > 0
          ? html`<p class="small muted">
              ${words.notPublished(words.types[this.type], missing.map(nameOf).join(", "))}
            </p>`
          : nothing
      }
      <p class="small muted">${words.racks}</p>`;
  }

  #box(id: string, name: string): TemplateResult {
    return html`<label>
      <input
        type="checkbox"
        .checked=${this.chosen.has(id)}
        @change=${() => this.dispatchEvent(new CustomEvent("chip-toggle", { detail: id }))}
      />
      ${name}
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "chip-chooser": ChipChooser;
  }
}
