import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RateKey } from "../../projection/interactivity.ts";
import { fewestRowsPerKey, ladderKeys, usableKeys } from "../../projection/ladder.ts";
import { hereWords as words } from "../hereWords.ts";
import { youId } from "../ladderLines.ts";
import type { LadderScene } from "../ladderScene.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { selects } from "../styles/selects.ts";

/** What was just chosen: the figure to sort by, or whom to set all against. */
export interface OrderChoice {
  readonly key?: RateKey;
  readonly baselineId?: string;
}

/** By which figure rungs are sorted, and against which they are set. Tells `order-change`. */
@customElement("ladder-order")
export class LadderOrder extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    selects,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-6);
      }
      label {
        flex: 0 1 18rem;
      }
      @media (max-width: 599.98px) {
        :host {
          display: grid;
        }
      }
    `,
  ];

  @property({ attribute: false }) scene!: LadderScene;
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();

  override render(): TemplateResult {
    const { ladder, key, lines, baseline } = this.scene;
    const usable = usableKeys(ladder.rows);
    const hidden = ladderKeys.filter((one) => !usable.includes(one));
    return html`<div role="group" aria-label=${words.sort}>
        ${usable.map(
          (one) =>
            html`<button aria-pressed=${one === key} @click=${() => this.#tell({ key: one })}>
              ${words.keys[one]}
            </button>`,
        )}
      </div>
      <label
        >${words.against}
        <select @change=${this.#against}>
          ${lines.map(
            ({ id }) =>
              html`<option value=${id} .selected=${id === baseline?.id}>
                ${id === youId ? words.you : this.names.get(id)}
              </option>`,
          )}
        </select></label
      >
      ${
        hidden.length > 0
          ? html`<p class="small muted">
              ${words.hidden(hidden.map((one) => words.keys[one]).join(", "), fewestRowsPerKey)}
            </p>`
          : nothing
      }`;
  }

  #against = (event: Event): void => {
    this.#tell({ baselineId: (event.target as HTMLSelectElement).value });
  };

  #tell(choice: OrderChoice): void {
    this.dispatchEvent(new CustomEvent("order-change", { detail: choice }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ladder-order": LadderOrder;
  }
}
