import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import type { RunState } from "../../domain/events.ts";
import { softwareRemedy } from "../../report/platformWords.ts";
import type { Platform } from "../../report/words.ts";
import type { Sentence } from "../../report/sentence.ts";
import { explained } from "../explained.ts";
import { flagged } from "../flagged.ts";
import { base } from "../styles/base.ts";
import { actWords as words, preflightWords } from "../words.ts";
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
      :host([live]) .say {
        min-height: 13rem; /* the picture below must not jump while the sentence grows */
      }
      @media (max-width: 599.98px) {
        :host([live]) .say {
          min-height: 18.5rem;
        }
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
      .remedy {
        margin-top: var(--space-4);
      }
      .claimed {
        margin-top: var(--space-4);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--ink);
      }
      wall-run,
      .instead,
      wall-preflight {
        margin-top: var(--space-6);
      }
    `,
  ];

  @property({ attribute: false }) run: RunState = { status: "idle" };
  @property({ attribute: false }) capabilities: Capabilities | undefined;
  /** Browser and system, for remedies that name them. */
  @property({ attribute: false }) platform: Platform | undefined;
  /** What is claimed; undefined before anything is measured. */
  @property({ attribute: false }) sentence: Sentence | undefined;
  /** The sentence stands on a whole result: nothing is running and nothing went wrong here. */
  @property({ type: Boolean }) answered = false;
  /** The result came from a file or a link. */
  @property({ type: Boolean }) claimed = false;

  /** The section is in the parent's shadow root, where the address's fragment does not reach. */
  #toTake = (event: Event): void => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("to-take"));
  };

  get #promise(): string {
    const { capabilities } = this;
    if (capabilities?.status === "unavailable") return words.promiseNothing;
    return capabilities?.adapterKind === "software" ? words.promiseSoftware : words.promise;
  }

  /** Brings the headline into sight, and readers of the page to it. */
  show(): void {
    this.scrollIntoView();
    this.renderRoot.querySelector("h1")?.focus({ preventScroll: true });
  }

  override willUpdate(): void {
    this.toggleAttribute("live", this.run.status === "running");
  }

  override render(): TemplateResult {
    const { run, capabilities, sentence } = this;
    return html`
      <p class="name">${words.name}</p>
      <div class="say">
        <h1 tabindex="-1">${unbroken(sentence?.headline ?? words.question)}</h1>
        <p class="detail">
          ${explained(unbroken(sentence?.detail ?? this.#promise), "token", "kernel")}
        </p>
        ${
          this.answered && !this.claimed && sentence?.kind === "software"
            ? html`<p class="remedy">
                <strong>${preflightWords.software}</strong>
                ${flagged(softwareRemedy(this.platform))}
              </p>`
            : nothing
        }
      </div>
      ${this.claimed ? html`<p class="claimed">${words.claimed}</p>` : nothing}
      <slot></slot>
      ${
        this.answered
          ? nothing // the picture comes first, and the button below it
          : html`<wall-run
              .run=${run}
              .capabilities=${capabilities}
              .platform=${this.platform}
            ></wall-run>`
      }
      ${
        run.status === "idle" && capabilities?.status !== "unavailable" && !this.answered
          ? html`<wall-preflight
              .capabilities=${capabilities}
              .platform=${this.platform}
            ></wall-preflight>`
          : nothing
      }
      ${
        capabilities?.status === "unavailable" && !this.answered
          ? html`<p class="instead">
              ${words.openInstead} <a href="#take" @click=${this.#toTake}>${words.openLink}</a>
            </p>`
          : nothing
      }
    `;
  }
}

/** "16-bit" and "8B-shaped" stay whole at the end of a line. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\w)-(?=\w)/g, "\u2011");

declare global {
  interface HTMLElementTagNameMap {
    "wall-act": WallAct;
  }
}
