import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import { cleanText } from "../../report/cleanText.ts";
import { base } from "../styles/base.ts";
import type { NamedDevice } from "../views/scene.ts";
import { preflightWords as words } from "../words.ts";

/** Which adapter would be measured, and what to see to before. Emits `named`. */
@customElement("wall-preflight")
export class WallPreflight extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        min-height: 6rem;
        font-size: var(--size-small);
        color: var(--muted);
      }
      strong {
        color: var(--ink);
        font-weight: 600;
      }
      @media (max-width: 599.98px) {
        p:first-child {
          min-height: 3em; /* the adapter's name may wrap when it comes; what follows must not move */
        }
      }
      summary {
        width: fit-content;
        padding-block: var(--space-3);
        cursor: pointer;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
        margin-top: var(--space-3);
      }
      label {
        display: grid;
        gap: var(--space-1);
        color: var(--ink);
      }
      input {
        min-height: var(--touch);
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--ink);
        font: inherit;
        font-size: var(--size-body);
      }
      input[type="number"] {
        width: 8rem;
      }
    `,
  ];

  /** Undefined while the browser is still being asked. */
  @property({ attribute: false }) capabilities: Capabilities | undefined;

  override render(): TemplateResult {
    return html`<p>${this.#adapter()}</p>
      <p>${words.heading}: ${words.checks.join(", ")}.</p>
      ${this.#naming()}`;
  }

  #adapter(): TemplateResult {
    const { capabilities } = this;
    if (capabilities?.status !== "ready") return html`${words.looking}`;
    const { adapterKind, environment } = capabilities;
    const name = adapterKind === "software" ? words.software : environment.label;
    return html`${words.adapter} <strong>${name}</strong>, in ${environment.browser}.`;
  }

  #naming(): TemplateResult {
    return html`<details>
      <summary>${words.notYours}</summary>
      <p>${words.notYoursText}</p>
      <div class="fields" @change=${this.#tell}>
        <label>${words.nameLabel}<input name="label" maxlength="60" autocomplete="off" /></label>
        <label
          >${words.memoryLabel}<input name="memory" type="number" min="0.5" max="2000" step="any"
        /></label>
      </div>
    </details>`;
  }

  #tell = (): void => {
    const valueOf = (name: string): string =>
      this.renderRoot.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "";
    const label = cleanText(valueOf("label"));
    const gigabytes = Number(valueOf("memory"));
    const detail: NamedDevice = {
      ...(label !== "" && { label }),
      ...(gigabytes > 0 && Number.isFinite(gigabytes) && { memoryBytes: gigabytes * 1e9 }),
    };
    this.dispatchEvent(new CustomEvent("named", { detail, bubbles: true, composed: true }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-preflight": WallPreflight;
  }
}
