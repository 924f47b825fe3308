import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import { base } from "../styles/base.ts";
import { preflightWords as words } from "../words.ts";

/** Which adapter would be measured, and what to see to before. */
@customElement("wall-preflight")
export class WallPreflight extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        min-height: 3rem;
        font-size: var(--size-small);
        color: var(--muted);
      }
      strong {
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  /** Undefined while the browser is still being asked. */
  @property({ attribute: false }) capabilities: Capabilities | undefined;

  override render(): TemplateResult {
    return html`<p>${this.#adapter()}</p>
      <p>${words.heading}: ${words.checks.join(", ")}.</p>`;
  }

  #adapter(): TemplateResult | typeof nothing {
    const { capabilities } = this;
    if (!capabilities) return html`${words.looking}`;
    if (capabilities.status === "unavailable") return nothing; // wall-run says why
    const { adapterKind, environment } = capabilities;
    const name = adapterKind === "software" ? words.software : environment.label;
    return html`${words.adapter} <strong>${name}</strong>, in ${environment.browser}.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-preflight": WallPreflight;
  }
}
