import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import type { RunState } from "../../domain/events.ts";
import type { Sentence } from "../../report/sentence.ts";
import { explained } from "../explained.ts";
import { base } from "../styles/base.ts";
import { actWords as words } from "../words.ts";
import "./wallPreflight.ts";
import "./wallRun.ts";

/** The first screen: the question or its answer, and the button. */
@customElement("wall-act")
export class WallAct extends LitElement {
  static override styles = [
    base,
    css`
      .name {
        color: var(--muted);
        font-weight: 600;
      }
      h1 {
        max-width: 22em;
        margin-top: var(--space-4);
      }
      .detail {
        min-height: 3em;
        margin-top: var(--space-4);
        color: var(--muted);
        font-size: var(--size-lead);
        line-height: 1.45;
      }
      .claimed {
        margin-top: var(--space-4);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--ink);
      }
      wall-run,
      wall-preflight {
        margin-top: var(--space-6);
      }
    `,
  ];

  @property({ attribute: false }) run: RunState = { status: "idle" };
  @property({ attribute: false }) capabilities: Capabilities | undefined;
  /** What is claimed; undefined before anything is measured. */
  @property({ attribute: false }) sentence: Sentence | undefined;
  /** The result came from a file or a link. */
  @property({ type: Boolean }) claimed = false;

  override render(): TemplateResult {
    const { run, capabilities, sentence } = this;
    return html`
      <p class="name">${words.name}</p>
      <h1>${sentence?.headline ?? words.question}</h1>
      <p class="detail">${explained(sentence?.detail ?? words.promise, "token")}</p>
      ${this.claimed ? html`<p class="claimed">${words.claimed}</p>` : nothing}
      <slot></slot>
      <wall-run .run=${run} .capabilities=${capabilities}></wall-run>
      ${
        run.status === "idle"
          ? html`<wall-preflight .capabilities=${capabilities}></wall-preflight>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-act": WallAct;
  }
}
