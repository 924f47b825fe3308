import {
  css,
  html,
  LitElement,
  nothing,
  svg,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RaceMode, RaceSchedule } from "../../projection/race.ts";
import { raceLaneView, splitText, writingRateText, type RaceBar } from "../raceLaneView.ts";
import { raceWords as words } from "../raceWords.ts";
import { base } from "../styles/base.ts";

const barWidth = 1000;
const barHeight = 14;
/** So short a first wait would vanish; of twenty that are widened the sum would mislead. */
const thinnest = 3;

const bar = ({ kind, start, length }: RaceBar, index: number): SVGTemplateResult => {
  const left = start * barWidth;
  const width = Math.max(index === 0 ? thinnest : 0, length * barWidth);
  const middle = barHeight / 2;
  return kind === "reading"
    ? svg`<rect class="reading" x=${left} y="0" width=${width} height=${barHeight} />`
    : svg`<path class="writing" d="M${left} ${middle}h${width}" vector-effect="non-scaling-stroke" />`;
};

/** One lane at one moment of the race: its page, its bar, and how far it is. */
@customElement("race-lane")
export class RaceLane extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        grid-row: span 4;
        grid-template-rows: subgrid;
        gap: var(--space-3);
      }
      .page {
        min-height: 10rem;
        padding: var(--space-3);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
        background: var(--raised);
      }
      .text {
        margin: 0;
        font: inherit;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .code {
        font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
        font-size: 0.8125rem;
      }
      .flag {
        font-size: 2.5rem;
        line-height: 1;
      }
      svg {
        display: block;
        width: 100%;
        height: 14px;
        border-bottom: 1px solid var(--hairline);
      }
      .reading {
        fill: var(--prefill);
      }
      .writing {
        fill: none;
        stroke: var(--decode);
        stroke-width: 5;
        stroke-dasharray: 5 3;
      }
      .line {
        min-height: 3em;
      }
      .line::before {
        content: "";
        display: inline-block;
        width: 0.7em;
        height: 0.7em;
        margin-inline-end: 0.4em;
        background: var(--outline);
      }
      .line[data-status="reading"]::before {
        background: var(--prefill);
      }
      .line[data-status="writing"]::before {
        border-radius: 50%;
        background: var(--decode);
      }
      .line[data-status="finished"]::before {
        background: var(--ink);
      }
    `,
  ];

  @property() name = "";
  @property({ attribute: false }) schedule!: RaceSchedule;
  @property({ attribute: false }) mode!: RaceMode;
  @property({ type: Number }) elapsed = 0;
  /** Seconds of the slowest lane, the common scale of bars. */
  @property({ type: Number }) longest = 0;

  override render(): TemplateResult {
    const { schedule, mode, name } = this;
    const { status, page, line, bars } = raceLaneView(schedule, mode, this.elapsed, this.longest);
    return html`
      <slot></slot>
      <svg
        viewBox="0 0 ${barWidth} ${barHeight}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${`${words.timeline(name)}: ${splitText(schedule)}`}
      >
        ${bars.map(bar)}
      </svg>
      <p class="line small" data-status=${status}>${line}</p>
      <div class="page" aria-hidden="true">
        ${
          page === undefined
            ? this.#tooFast(status === "finished")
            : html`<pre class="text ${mode.id === "code" ? "code" : ""}">${page}</pre>`
        }
      </div>
    `;
  }

  #tooFast(isFinished: boolean): TemplateResult {
    return html`${isFinished ? html`<p class="flag">${words.flag}</p>` : nothing}
      <p class="small muted">${words.tooFast(writingRateText(this.schedule))}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "race-lane": RaceLane;
  }
}
