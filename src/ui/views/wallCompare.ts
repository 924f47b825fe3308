import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { chipOf, densePeak } from "../../projection/chip.ts";
import { comparePair } from "../../projection/comparePair.ts";
import { projectMachine, systemOf } from "../../projection/projectMachine.ts";
import type { Setup } from "../../projection/setup.ts";
import type { AcceleratorProfile } from "../../reference/profile.ts";
import type { Reference } from "../../reference/reference.ts";
import type { ReferenceModel } from "../../reference/referenceModel.ts";
import { shortfallText } from "../../report/shortfallText.ts";
import { acceleratorRoof } from "../charts/acceleratorRoof.ts";
import { compareWords as words } from "../compareWords.ts";
import "../elements/pairChooser.ts";
import type { PairIds } from "../elements/pairChooser.ts";
import "../elements/wallLens.ts";
import { firstLens, lensText, setupOf, type Lens } from "../lens.ts";
import { machineFacts } from "../machineFacts.ts";
import { machineNames } from "../machineNames.ts";
import { pairSentence } from "../pairSentence.ts";
import { pairTable } from "../pairTable.ts";
import { base } from "../styles/base.ts";
import { pageStyles } from "../styles/pageStyles.ts";
import { tables } from "../styles/tables.ts";

const prompt = { promptTokens: 512 };

type Machines = readonly [AcceleratorProfile, AcceleratorProfile];

/** Two machines side by side, for one model and setup, with what each follows from. */
@customElement("wall-compare")
export class WallCompare extends LitElement {
  static override styles = [
    base,
    tables,
    pageStyles,
    css`
      .sentence {
        font-size: var(--size-lead);
        line-height: 1.45;
      }
      .controls {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      details {
        border-top: 1px solid var(--hairline);
      }
      @media print {
        .controls {
          display: none;
        }
      }
      summary {
        padding-block: var(--space-3);
        cursor: pointer;
      }
      .facts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        padding-bottom: var(--space-6);
        font-size: var(--size-small);
      }
      .facts ul {
        padding-inline-start: 1.25em;
      }
    `,
  ];

  /** Undefined while it is fetched. */
  @property({ attribute: false }) reference: Reference | undefined;
  @property({ type: Boolean }) failed = false;
  @property({ attribute: false }) ids: PairIds = ["", ""];
  /** Where the main page is. */
  @property() home = "../";
  @state() private lens: Lens = firstLens;

  override connectedCallback(): void {
    super.connectedCallback();
    void import("../elements/wallRoofline.ts"); // its chart is half of this page, and below the numbers
  }

  override render(): TemplateResult {
    const { reference } = this;
    return html`<main>
      <nav class="pages screen-only" aria-label=${words.pages}>
        <a href=${this.home}>${words.name}: ${words.home}</a>
        <a href=${`${this.home}data/`}>${words.data}</a>
      </nav>
      ${
        reference
          ? this.#page(reference)
          : html`<p role="status">${this.failed ? words.failed : words.coming}</p>`
      }
    </main>`;
  }

  #page(reference: Reference): TemplateResult {
    const [a, b] = this.ids.map((id) => reference.profiles.find((one) => one.id === id));
    const model = reference.models.find(({ id }) => id === this.lens.modelId);
    const unknown = this.ids.find((id) => !reference.profiles.some((one) => one.id === id));
    return html`
      ${a && b && model ? nothing : html`<h1>${words.choose}</h1>`}
      ${a && b && model ? this.#head(reference, [a, b], model) : nothing}
      ${unknown === undefined ? nothing : html`<p role="status">${words.unknown(unknown)}</p>`}
      <div class="controls screen-only">
        <pair-chooser .profiles=${reference.profiles} .ids=${this.ids}></pair-chooser>
        <wall-lens
          .models=${reference.models}
          .lens=${this.lens}
          @lens-change=${({ detail }: CustomEvent<Lens>) => (this.lens = detail)}
        ></wall-lens>
      </div>
      ${a && b && model ? this.#comparison(reference, [a, b], model) : nothing}
    `;
  }

  #names({ profiles }: Reference, [a, b]: Machines): readonly [string, string] {
    const names = machineNames(profiles);
    return [names.get(a.id) ?? a.name, names.get(b.id) ?? b.name];
  }

  #head(reference: Reference, machines: Machines, model: ReferenceModel): TemplateResult {
    const names = this.#names(reference, machines);
    const setup = setupOf(this.lens, model);
    const pair = comparePair(machines, model, setup, prompt);
    const statuses = machines.flatMap(({ status }, index) =>
      status === "released" ? [] : [words.status(names[index] ?? "", status)],
    );
    return html`<header>
      <h1>${words.heading(...names)}</h1>
      <p class="sentence">${pairSentence(pair, lensText(model, setup), names)}</p>
      <p class="muted">${[words.text, ...statuses].join(" ")}</p>
    </header>`;
  }

  #comparison(reference: Reference, machines: Machines, model: ReferenceModel): TemplateResult {
    const names = this.#names(reference, machines);
    const setup = setupOf(this.lens, model);
    return html`
      <section aria-labelledby="numbers">
        <h2 id="numbers">${words.numbers}</h2>
        ${pairTable(comparePair(machines, model, setup, prompt), names)}
        <p class="small muted">${words.limits} ${shortfallText()}</p>
      </section>
      ${this.#shapes(machines, names, setup)}
      <section>
        ${machines.map((machine, index) => this.#facts(reference, machine, names[index] ?? "", model))}
      </section>
    `;
  }

  /** Their roofs at the peak that multiplies these weights; a rack has none. */
  #shapes(
    machines: Machines,
    names: readonly [string, string],
    { storage }: Setup,
  ): TemplateResult {
    const roofs = machines.map((machine) => {
      const peak = densePeak(chipOf(machine), storage.matrices);
      return peak && acceleratorRoof(machine, [peak.type]);
    });
    const drawn = roofs.filter((roof) => roof !== undefined);
    return html`<section aria-labelledby="shapes">
      <h2 id="shapes">${words.shapes}</h2>
      ${
        drawn.length > 0
          ? html`<wall-roofline .step=${"machines"} .machines=${drawn}></wall-roofline>`
          : nothing
      }
      ${names
        .filter((_name, index) => roofs[index] === undefined)
        .map((name) => html`<p class="small muted">${words.noShape(name)}</p>`)}
    </section>`;
  }

  #facts(
    reference: Reference,
    { id }: AcceleratorProfile,
    name: string,
    model: ReferenceModel,
  ): TemplateResult | typeof nothing {
    const system = systemOf(reference, id);
    if (!system) return nothing;
    const setup = setupOf(this.lens, model);
    return html`<details>
      <summary>${words.follows(name)}</summary>
      <div class="facts">
        ${machineFacts(projectMachine(reference, system, model, setup, prompt))}
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-compare": WallCompare;
  }
}
