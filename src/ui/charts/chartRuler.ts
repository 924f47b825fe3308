import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "../styles/base.ts";
import type { Position, Range } from "./chartFigure.ts";

/** A place on the horizontal axis that the visitor moves, and what is read there. */
export interface Ruler {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Short, beside the line. */
  readonly label: string;
  /** In full, for those who do not see the chart. */
  readonly text: string;
}

/** One octave of the axis takes so many steps by arrow key; a page key goes a whole octave. */
const stepsPerOctave = 16;

const factorOf = (key: string): number | undefined => {
  const step = 2 ** (1 / stepsPerOctave);
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return step;
    case "ArrowLeft":
    case "ArrowDown":
      return 1 / step;
    case "PageUp":
      return 2;
    case "PageDown":
      return 1 / 2;
    default:
      return undefined;
  }
};

/** A vertical line over a chart, to be dragged or moved by keys. Emits `ruler` with its new value. */
@customElement("chart-ruler")
export class ChartRuler extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        z-index: 2;
        inset: 0;
        pointer-events: none;
      }
      .handle,
      .label {
        position: absolute;
        left: 0;
        top: 0;
      }
      .handle {
        width: var(--touch);
        margin-inline-start: calc(var(--touch) / -2);
        cursor: ew-resize;
        pointer-events: auto;
        touch-action: pan-y; /* the page still scrolls under a finger */
        user-select: none;
      }
      .handle::before {
        content: "";
        position: absolute;
        inset: 0 auto 0 calc(50% - 1px);
        width: 2px;
        background: var(--ink);
      }
      .handle::after {
        content: "";
        position: absolute;
        left: calc(50% - 0.625rem);
        bottom: 0.5rem;
        width: 1.25rem;
        height: 1.25rem;
        border: 2px solid var(--ground);
        border-radius: 50%;
        background: var(--ink);
      }
      .handle:focus-visible {
        outline-offset: calc(-1 * var(--focus-width));
      }
      .label {
        padding: 0 var(--space-2);
        background: var(--ink);
        color: var(--ground);
        font-size: var(--size-small);
        font-weight: 600;
        line-height: 1.5rem;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) ruler!: Ruler;
  /** The chart's horizontal axis, and where its ends are in pixels of the host. */
  @property({ attribute: false }) axis!: Range;
  @property({ attribute: false }) area!: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  @query(".handle") private handle!: HTMLElement;
  @query(".label") private label!: HTMLElement;

  override render(): TemplateResult {
    const { name, value, low, high, label, text } = this.ruler;
    return html`<div
        class="handle"
        role="slider"
        tabindex="0"
        aria-label=${name}
        aria-orientation="horizontal"
        aria-valuemin=${Math.round(low)}
        aria-valuemax=${Math.round(high)}
        aria-valuenow=${Math.round(value)}
        aria-valuetext=${text}
        @keydown=${this.#key}
        @pointerdown=${this.#grab}
        @pointermove=${this.#drag}
      ></div>
      <div class="label" aria-hidden="true">${label}</div>`;
  }

  /** Through CSSOM: style attributes are refused by the page's CSP. */
  protected override updated(_changed: PropertyValues): void {
    const { area, handle, label } = this;
    const { x, y } = this.#place();
    handle.style.transform = `translate(${x}px, ${y}px)`;
    handle.style.height = `${area.height}px`;
    const { offsetWidth: width } = label;
    const right = area.left + area.width;
    const left = Math.min(Math.max(x - width / 2, area.left), right - width);
    label.style.transform = `translate(${left}px, ${y}px)`;
  }

  #place(): Position {
    const { area, axis, ruler } = this;
    const share = Math.log(ruler.value / axis.low) / Math.log(axis.high / axis.low);
    return { x: area.left + share * area.width, y: area.top };
  }

  #key = (event: KeyboardEvent): void => {
    const { value, low, high } = this.ruler;
    const factor = factorOf(event.key);
    const ends: Readonly<Record<string, number>> = { Home: low, End: high };
    const wanted = factor === undefined ? ends[event.key] : value * factor;
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the chart below walks its points with the same keys
    this.#move(wanted);
  };

  #grab = (event: PointerEvent): void => {
    event.preventDefault(); // no selection of text on the way
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
  };

  #drag = ({ pointerId, clientX }: PointerEvent): void => {
    if (!this.handle.hasPointerCapture(pointerId)) return;
    const { area, axis } = this;
    const share = (clientX - this.getBoundingClientRect().left - area.left) / area.width;
    this.#move(axis.low * (axis.high / axis.low) ** share);
  };

  #move(wanted: number): void {
    const { low, high } = this.ruler;
    const detail = Math.min(high, Math.max(low, wanted));
    this.dispatchEvent(new CustomEvent("ruler", { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-ruler": ChartRuler;
  }
}
