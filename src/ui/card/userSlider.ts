import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UserStop } from "../../analysis/userStops.ts";
import { base } from "../styles/base.ts";
import { lensWords as words } from "../words.ts";
import { companyText, usersText } from "./usersText.ts";

/** How many users the picture is drawn for: stops only where it was measured. Emits `users`. */
@customElement("user-slider")
export class UserSlider extends LitElement {
  static override styles = [
    base,
    css`
      label {
        display: flex;
        align-items: center;
        min-height: var(--touch);
        font-weight: 600;
      }
      input {
        display: block;
        width: 100%;
        height: var(--touch);
        margin: 0;
        accent-color: var(--ink);
        cursor: pointer;
      }
      output {
        display: block;
        min-height: 3em;
      }
    `,
  ];

  @property({ attribute: false }) stops: readonly UserStop[] = [];
  @property({ attribute: false }) users = 1;

  override render(): TemplateResult {
    const { stops } = this;
    const at = Math.max(
      0,
      stops.findIndex(({ users }) => users === this.users),
    );
    const stop = stops[at];
    const text = stop ? `${usersText(stop.users)}: ${companyText(stop)}` : "";
    return html`
      <label for="users">${words.users}</label>
      <input
        id="users"
        type="range"
        min="0"
        max=${stops.length - 1}
        step="1"
        .value=${String(at)}
        aria-valuetext=${text}
        @input=${this.#move}
      />
      <output for="users">
        <strong>${text}.</strong>
        <span class="small muted">${stop?.users === 1 ? words.alone : words.weightsOnly}</span>
      </output>
    `;
  }

  #move = ({ target }: Event): void => {
    const stop = this.stops[Number((target as HTMLInputElement).value)];
    if (stop) this.dispatchEvent(new CustomEvent("users", { detail: stop.users }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "user-slider": UserSlider;
  }
}
