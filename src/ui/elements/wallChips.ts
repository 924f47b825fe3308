import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import {
  accelerators as charted,
  figuresAsOf,
  type Accelerator,
} from "../../reference/accelerators.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatBytesPerSecond, formatFlopsPerSecond } from "../../report/format.ts";
import {
  acceleratorRoof,
  peaksOfRoofType,
  roofTypes,
  shortName,
  type AcceleratorRoof,
  type RoofType,
} from "../charts/acceleratorRoof.ts";
import { fetchPlotting } from "../charts/plotting.ts";
import { rooflineSteps, type RooflineInput, type RooflineStep } from "../charts/rooflineFigure.ts";
import { figureText } from "../figureText.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { chipsWords as words } from "../words.ts";
import "./chipChooser.ts";
import "./wallRoofline.ts";

/** At most four, with room for a name between them: two of datacenters, one all cache, one laptop. */
const first: readonly string[] = [
  "nvidia-b200-sxm",
  "nvidia-h100-sxm",
  "groq-lpu-v1",
  "apple-m4-max",
];

/** The roofline built up in steps, then beside other chips by their datasheets. */
@customElement("wall-chips")
export class WallChips extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .step-text {
        min-height: 3em;
      }
      summary {
        padding-block: var(--space-3);
        cursor: pointer;
      }
      ul {
        padding-inline-start: 1.25em;
      }
      li + li {
        margin-top: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) measured: RooflineInput | undefined;
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private step: RooflineStep = "machines";
  @state() private chosen: ReadonlySet<string> = new Set(first);
  @state() private type: RoofType = "sixteen";
  /** Every machine of the data, once somebody wants to choose among them. */
  @state() private reference: Reference | undefined;
  @state() private isShort = false;

  /** A run's charts are looked at, or printed unseen: what draws them comes before they come near. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("measured") && this.measured) void fetchPlotting().catch(() => undefined);
  }

  override render(): TemplateResult {
    const machines = this.#all()
      .filter(({ id }) => this.chosen.has(id))
      .flatMap((accelerator) => acceleratorRoof(accelerator, peaksOfRoofType[this.type]) ?? []);
    const nothingMeasured = { ceilings: { compute: {} }, kernels: [], decode: [], prefill: [] };
    return html`
      ${this.measured ? this.#steps() : nothing}
      <p class="step-text muted">${words.stepTexts[this.step]}</p>
      ${this.step === "machines" || !this.measured ? this.#types() : nothing}
      <wall-roofline
        .measured=${this.measured ?? nothingMeasured}
        .origin=${this.origin}
        .step=${this.step}
        .machines=${machines}
      ></wall-roofline>
      ${this.#chooser()} ${this.#sources(machines)}
    `;
  }

  #steps(): TemplateResult {
    return html`<div role="group" aria-label=${words.stepsLabel}>
      ${rooflineSteps.map(
        (step) =>
          html`<button aria-pressed=${step === this.step} @click=${() => (this.step = step)}>
            ${words.steps[step]}
          </button>`,
      )}
    </div>`;
  }

  #types(): TemplateResult {
    return html`<div class="screen-only" role="group" aria-label=${words.type}>
      ${roofTypes.map(
        (type) =>
          html`<button aria-pressed=${type === this.type} @click=${() => (this.type = type)}>
            ${words.types[type]}
          </button>`,
      )}
    </div>`;
  }

  #all(): readonly Accelerator[] {
    return this.reference?.profiles ?? charted;
  }

  #chooser(): TemplateResult {
    return html`<details class="screen-only" @toggle=${this.#fetch}>
      <summary>${words.choose}</summary>
      ${this.isShort ? html`<p role="status">${words.listFailed}</p>` : nothing}
      <chip-chooser
        .accelerators=${this.#all()}
        .chosen=${this.chosen}
        .type=${this.type}
        @chip-toggle=${({ detail }: CustomEvent<string>) => this.#toggle(detail)}
      ></chip-chooser>
    </details>`;
  }

  /** The full list is data that the first load does without. */
  #fetch = async (): Promise<void> => {
    if (this.reference) return;
    try {
      const { loadReference } = await import("../../reference/loadReference.ts");
      this.reference = await loadReference();
      this.isShort = false;
    } catch {
      this.isShort = true;
    }
  };

  #sources(machines: readonly AcceleratorRoof[]): TemplateResult | typeof nothing {
    if (machines.length === 0) return nothing;
    return html`<details class="small">
      <summary>${words.sources} (${words.asOf} ${figuresAsOf})</summary>
      <ul>
        ${machines.map(
          ({ accelerator, memory, peak, peakType }) =>
            html`<li>
              ${shortName(accelerator)}:
              ${figureText(formatBytesPerSecond(memory.value), memory, this.reference?.sources)};
              ${words.peakNames[peakType]}
              ${figureText(formatFlopsPerSecond(peak.value), peak, this.reference?.sources)}
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
    this.step = "machines"; // what was just chosen must be seen
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-chips": WallChips;
  }
}
