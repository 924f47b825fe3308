import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { dataWords as words } from "../dataWords.ts";
import { base } from "../styles/base.ts";

/** A report to copy, filled in as far as the page knows; nothing is sent from here. */
@customElement("wrong-number")
export class WrongNumberDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        width: min(40rem, 100% - 2 * var(--gutter));
        padding: var(--space-6);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
        background: var(--ground);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      .content {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      textarea {
        width: 100%;
        min-height: 11rem;
        padding: var(--space-3);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
        background: var(--ground);
        color: var(--ink);
        font: inherit;
        font-size: var(--size-small);
      }
    `,
  ];

  @property() text = "";
  @state() private told = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private area!: HTMLTextAreaElement;

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading">
      <div class="content">
        <h2 id="heading">${words.reportHeading}</h2>
        <p>${words.reportText}</p>
        <textarea aria-labelledby="heading" .value=${this.text} spellcheck="false"></textarea>
        <div class="actions">
          <button class="primary" @click=${this.#copy}>${words.copy}</button>
          <button @click=${() => this.dialog.close()}>${words.close}</button>
          <span role="status">${this.told}</span>
        </div>
      </div>
    </dialog>`;
  }

  /** Opens with this text. */
  async open(text: string): Promise<void> {
    this.text = text;
    this.told = "";
    await this.updateComplete;
    this.area.value = text; // also where the same was opened before and edited
    this.dialog.showModal();
  }

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.area.value);
      this.told = words.copied;
    } catch {
      this.told = words.copyFailed;
      this.area.select();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wrong-number": WrongNumberDialog;
  }
}
