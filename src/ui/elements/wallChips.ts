import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figuresAsOf } from "../../reference/accelerators.ts";
import { formatBytesPerSecond, formatFlopsPerSecond } from "../../report/format.ts";
import { acceleratorRoofs, shortName, type AcceleratorRoof } from "../charts/acceleratorRoof.ts";
import { rooflineSteps, type RooflineInput, type RooflineStep } from "../charts/rooflineFigure.ts";
import { figureText } from "../figureText.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { chipsWords as words } from "../words.ts";
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
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-6);
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--touch);
      }
      input {
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--ink);
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

  override render(): TemplateResult {
    const machines = acceleratorRoofs.filter(({ accelerator }) => this.chosen.has(accelerator.id));
    const nothingMeasured = { ceilings: { compute: {} }, kernels: [], decode: [], prefill: [] };
    return html`
      ${this.measured ? this.#steps() : nothing}
      <p class="step-text muted">${words.stepTexts[this.step]}</p>
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

  #chooser(): TemplateResult {
    return html`<details class="screen-only">
      <summary>${words.choose}</summary>
      <fieldset>
        <legend class="visually-hidden">${words.choose}</legend>
        ${acceleratorRoofs.map(
          ({ accelerator }) =>
            html`<label>
              <input
                type="checkbox"
                .checked=${this.chosen.has(accelerator.id)}
                @change=${() => this.#toggle(accelerator.id)}
              />
              ${shortName(accelerator)}
            </label>`,
        )}
      </fieldset>
      <p class="small muted">${words.racks}</p>
    </details>`;
  }

  #sources(machines: readonly AcceleratorRoof[]): TemplateResult | typeof nothing {
    if (machines.length === 0) return nothing;
    return html`<details class="small">
      <summary>${words.sources} (${words.asOf} ${figuresAsOf})</summary>
      <ul>
        ${machines.map(
          ({ accelerator, memory, peak, peakType }) =>
            html`<li>
              ${shortName(accelerator)}: ${figureText(formatBytesPerSecond(memory.value), memory)};
              ${words.peakNames[peakType]} ${figureText(formatFlopsPerSecond(peak.value), peak)}
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
