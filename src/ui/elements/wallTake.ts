import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { wallEvent } from "../events.ts";
import { base } from "../styles/base.ts";
import { takeWords as words } from "../words.ts";

/** Out as a file, in from a file. Emits `wall-save` and `wall-open`; the app reads and writes. */
@customElement("wall-take")
export class WallTake extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      input {
        position: absolute;
        opacity: 0;
        width: 1px;
        height: 1px;
      }
      input:focus-visible + label {
        outline: var(--focus-width) solid var(--ink);
        outline-offset: var(--focus-offset);
      }
    `,
  ];

  @property({ type: Boolean, attribute: "has-result" }) hasResult = false;
  /** Why the file that was opened last is not shown. */
  @property() refusal: string | undefined;

  override render(): TemplateResult {
    return html`
      ${
        this.hasResult
          ? html`<div class="actions">
              <button @click=${() => this.#save("json")}>${words.json}</button>
              <button @click=${() => this.#save("csv")}>${words.csv}</button>
            </div>`
          : html`<p class="muted">${words.nothing}</p>`
      }
      <p class="screen-only">
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          aria-describedby="hint"
          @change=${this.#open}
        />
        <label class="button" for="file">${words.open}</label>
        <span id="hint" class="small muted">${words.openHint}</span>
      </p>
      ${
        this.refusal
          ? html`<p role="alert"><strong>⚠ ${words.refused}</strong> ${this.refusal}</p>`
          : nothing
      }
      <p class="small muted">${words.private}</p>
    `;
  }

  #save(format: "json" | "csv"): void {
    this.dispatchEvent(wallEvent("wall-save", { format }));
  }

  #open = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = ""; // the same file may be chosen again
    if (file) this.dispatchEvent(wallEvent("wall-open", { file }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-take": WallTake;
  }
}
