import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import type { RunState } from "../../domain/events.ts";
import type { Failure } from "../../domain/failure.ts";
import type { SuiteName } from "../../domain/options.ts";
import { formatPercent, formatSeconds } from "../../report/format.ts";
import type { Platform } from "../../report/words.ts";
import { wallEvent } from "../events.ts";
import { liveRun, type LiveRun } from "../liveRun.ts";
import { runFailure } from "../runFailure.ts";
import { base } from "../styles/base.ts";
import { runWords as words } from "../words.ts";

/** Starts, follows and ends a run. Emits `wall-start` and `wall-cancel`. */
@customElement("wall-run")
export class WallRun extends LitElement {
  static override styles = [
    base,
    css`
      progress {
        display: block;
        width: 100%;
        max-width: var(--measure);
        height: 0.75rem;
        margin-block: var(--space-2);
        appearance: none;
        border: 1px solid var(--outline);
        border-radius: 0;
        background: transparent;
        color: var(--ink);
      }
      progress::-webkit-progress-bar {
        background: transparent;
      }
      progress::-webkit-progress-value {
        background: var(--ink);
      }
      progress::-moz-progress-bar {
        background: var(--ink);
      }
      .now {
        min-height: 3em;
        margin-block: var(--space-2) var(--space-3);
      }
      @media (max-width: 599.98px) {
        .now {
          min-height: 6em;
        }
      }
      .progress-line {
        display: flex;
        justify-content: space-between;
        color: var(--muted);
      }
      .progress-line span {
        font-size: var(--size-small); /* not of the line, whose width is counted in its letters */
      }
      .failure {
        max-width: var(--measure);
        padding: var(--space-4);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
      }
      .error {
        border: 2px solid var(--ink);
      }
      .failure h2 {
        font-size: var(--size-lead);
      }
      .failure > * + * {
        margin-top: var(--space-3);
      }
      .actions p {
        align-self: center;
      }
      summary {
        min-height: 1.5rem;
        cursor: pointer;
      }
      code {
        overflow-wrap: anywhere;
      }
      @media (max-width: 599.98px) {
        .start {
          position: fixed;
          z-index: 2;
          inset: auto 0 0;
          padding: var(--space-3) var(--gutter) calc(var(--space-3) + env(safe-area-inset-bottom));
          border-top: 1px solid var(--hairline);
          background: var(--ground);
        }
        .start button {
          width: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: RunState = { status: "idle" };
  /** Undefined while the browser is still being asked. */
  @property({ attribute: false }) capabilities: Capabilities | undefined;

  /** Browser and system, for remedies that name them; without it they stay general. */
  @property({ attribute: false }) platform: Platform | undefined;

  override render(): TemplateResult {
    const { run } = this;
    switch (run.status) {
      case "idle":
        return this.capabilities?.status === "unavailable"
          ? this.#failure(this.capabilities.failure, false)
          : html`<div class="start">${this.#startButton(this.#startLabel)}</div>`;
      case "running":
        return this.#running(liveRun(run.events));
      case "failed":
        return this.#failure(run.failure, run.partial !== undefined);
      case "done":
        return html`<div class="actions">
          ${this.#startButton(words.startAgain)}
          <button aria-describedby="full" @click=${() => this.#start("full")}>${words.full}</button>
          <p id="full" class="small muted">${words.fullHint}</p>
        </div>`;
    }
  }

  get #startLabel(): string {
    const { capabilities } = this;
    return capabilities?.status === "ready" && capabilities.adapterKind === "software"
      ? words.startSoftware
      : words.start;
  }

  #startButton(label: string): TemplateResult {
    return html`<button class="primary" @click=${() => this.#start("quick")}>${label}</button>`;
  }

  #running(live: LiveRun): TemplateResult {
    const left =
      live.secondsLeft === undefined
        ? words.estimating
        : `about ${formatSeconds(Math.max(1, Math.round(live.secondsLeft)))} left`;
    const quarters = Math.floor(live.fraction * 4) / 4;
    return html`
      <progress max="1" .value=${live.fraction} aria-label=${words.progress}></progress>
      <p class="progress-line">
        <span>${formatPercent(Math.floor(live.fraction * 100) / 100)}</span><span>${left}</span>
      </p>
      <p class="now">${nowText(live)}</p>
      <p class="visually-hidden" role="status">
        ${live.pausedBecause ? `paused because ${live.pausedBecause}` : formatPercent(quarters)}
      </p>
      <button @click=${() => this.dispatchEvent(wallEvent("wall-cancel", undefined))}>
        ${words.cancel}
      </button>
    `;
  }

  #failure(failure: Failure, hasPartial: boolean): TemplateResult {
    return runFailure(failure, {
      platform: this.platform,
      hasPartial,
      start: () => this.#start("quick"),
      startSmaller: () =>
        this.dispatchEvent(wallEvent("wall-start", { suite: "quick", isSmaller: true })),
    });
  }

  #start(suite: SuiteName): void {
    this.dispatchEvent(wallEvent("wall-start", { suite }));
  }
}

/** "now: … because …". */
const nowText = ({ current, pausedBecause }: LiveRun): string => {
  if (pausedBecause !== undefined) return `paused because ${pausedBecause}`;
  return current ? `now: ${current.now} because ${current.because}` : words.preparing;
};

declare global {
  interface HTMLElementTagNameMap {
    "wall-run": WallRun;
  }
}
