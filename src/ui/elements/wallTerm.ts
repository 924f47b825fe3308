import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base } from "../styles/base.ts";
import { terms, type Term } from "../words.ts";

/** A technical word that explains itself where it stands. */
@customElement("wall-term")
export class WallTerm extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline;
      }
      button {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-bottom: 1px dotted currentcolor;
        border-radius: 0;
        color: inherit;
        font-weight: inherit;
        line-height: inherit;
      }
      button:hover {
        background: transparent;
        border-bottom-style: solid;
      }
      .explanation {
        color: var(--muted);
      }
      @media print {
        button {
          display: inline;
          border: 0;
        }
      }
    `,
  ];

  @property() term: Term = "token";
  /** As it stands in the text, where that differs: "tokens". */
  @property() as = "";
  @state() private isOpen = false;

  override render(): TemplateResult {
    return html`<button aria-expanded=${this.isOpen} @click=${this.#toggle}>
        ${this.as || this.term}</button
      >${this.isOpen ? html`<span class="explanation" role="status"> (${terms[this.term]})</span>` : nothing}`;
  }

  #toggle = (): void => {
    this.isOpen = !this.isOpen;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-term": WallTerm;
  }
}
