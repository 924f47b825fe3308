import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import { cleanText } from "../../report/cleanText.ts";
import type { Platform } from "../../report/words.ts";
import { softwareRemedy } from "../../report/platformWords.ts";
import { explained } from "../explained.ts";
import { flagged } from "../flagged.ts";
import { base } from "../styles/base.ts";
import { inputs } from "../styles/inputs.ts";
import type { NamedDevice } from "../views/scene.ts";
import { preflightWords as words } from "../words.ts";

/** Which adapter would be measured, and what to see to before. Emits `named`. */
@customElement("wall-preflight")
export class WallPreflight extends LitElement {
  static override styles = [
    base,
    inputs,
    css`
      :host {
        min-height: 7.25rem; /* as much as the remedy takes where there is no GPU */
        font-size: var(--size-small);
        color: var(--muted);
      }
      strong {
        color: var(--ink);
        font-weight: 600;
      }
      @media (max-width: 599.98px) {
        :host {
          min-height: 9.5rem;
        }
        p:first-child {
          min-height: 3em; /* the adapter's name may wrap when it comes; what follows must not move */
        }
      }
      .check {
        margin-top: var(--space-2);
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
    `,
  ];

  /** Undefined while the browser is still being asked. */
  @property({ attribute: false }) capabilities: Capabilities | undefined;

  /** Browser and system, for the remedy that names them. */
  @property({ attribute: false }) platform: Platform | undefined;

  override render(): TemplateResult {
    const { capabilities } = this;
    if (capabilities?.status === "ready" && capabilities.adapterKind === "software")
      return this.#software();
    return html`<p>${this.#adapter()}</p>
      <p>${words.heading}: ${words.checks.join(", ")}.</p>
      ${this.#naming()}`;
  }

  #adapter(): TemplateResult {
    const { capabilities } = this;
    if (capabilities?.status !== "ready") return html`${words.looking}`;
    const { environment } = capabilities;
    return html`${words.adapter} <strong>${environment.label}</strong>, in ${environment.browser}.`;
  }

  /** What reaches the GPU comes before what can be done without it. */
  #software(): TemplateResult {
    return html`<p><strong>${words.software}</strong> ${flagged(softwareRemedy(this.platform))}</p>
      <p class="check">${explained(words.softwareCheck, "kernel")}</p>`;
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
