import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { laterWords as words } from "../laterWords.ts";
import { base } from "../styles/base.ts";

type Fetched =
  | { readonly status: "waiting" | "fetching" | "failed" }
  | { readonly status: "here"; readonly loaded: unknown };

/**
 * A section whose code and reference data are fetched when it comes near the window, so that the
 * first load stays small.
 */
@customElement("wall-later")
export class WallLater extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        min-height: 24rem; /* about a chart, so that what follows hardly moves */
      }
      button {
        margin-top: var(--space-4);
      }
    `,
  ];

  /** Fetches the section's elements, and the data that they draw where there is any. */
  @property({ attribute: false }) load!: () => Promise<unknown>;
  /** Takes what `load` gives: who sets the one sets the other. */
  @property({ attribute: false }) draw!: (loaded: never) => TemplateResult;
  @state() private fetched: Fetched = { status: "waiting" };

  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#fetch();
    },
    { rootMargin: "800px" }, // about a screen, so that it stands before it is seen
  );

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.fetched.status === "waiting") this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult {
    const { fetched } = this;
    switch (fetched.status) {
      case "here":
        return this.draw(fetched.loaded as never);
      case "failed":
        return html`<p role="status">${words.failed}</p>
          <button @click=${this.#fetch}>${words.retry}</button>`;
      case "waiting":
      case "fetching":
        return html`<p class="muted">${words.coming}</p>`;
    }
  }

  #fetch = async (): Promise<void> => {
    this.#observer.disconnect();
    this.fetched = { status: "fetching" };
    try {
      this.fetched = { status: "here", loaded: await this.load() };
    } catch {
      this.fetched = { status: "failed" }; // offline, or the site was built anew: both can be tried again
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-later": WallLater;
  }
}
