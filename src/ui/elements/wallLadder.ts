import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { measuredDataTypes } from "../../domain/dataType.ts";
import type { Result } from "../../domain/result.ts";
import type { RateKey } from "../../projection/interactivity.ts";
import { projectMachine, systemOf } from "../../projection/projectMachine.ts";
import { modelById } from "../../reference/models.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatCount } from "../../report/format.ts";
import { nameWithStatus, unavailableText } from "../../report/projectionWords.ts";
import { shortfallText } from "../../report/shortfallText.ts";
import { youText } from "../../report/youText.ts";
import { ladderScale } from "../charts/ladderTrack.ts";
import { hereWords as words } from "../hereWords.ts";
import { ladderLegend } from "../ladderLegend.ts";
import { ladderRange, youId, type LadderLine } from "../ladderLines.ts";
import { ladderRung } from "../ladderRung.ts";
import { ladderScene, type LadderScene } from "../ladderScene.ts";
import { firstLens, lensOf, lensText, type Lens } from "../lens.ts";
import { machineFacts } from "../machineFacts.ts";
import { machineNames } from "../machineNames.ts";
import { base } from "../styles/base.ts";
import { ladderStyles } from "../styles/ladderStyles.ts";
import { tables } from "../styles/tables.ts";
import "./ladderOrder.ts";
import type { OrderChoice } from "./ladderOrder.ts";
import "./wallLens.ts";

const prompt = { promptTokens: 512 };

/** The visitor among published machines: what each writes at most, or was measured to write. */
@customElement("wall-ladder")
export class WallLadder extends LitElement {
  static override styles = [base, tables, ladderStyles];

  @property({ attribute: false }) reference!: Reference;
  /** Undefined: only machines. */
  @property({ attribute: false }) result: Result | undefined;
  /** The result is a recording of another machine. */
  @property({ type: Boolean }) recorded = false;
  /** Undefined until chosen: as the result was measured. */
  @state() private lens: Lens | undefined;
  @state() private key: RateKey = "perUser";
  @state() private baselineId: string | undefined;
  @state() private isWhole = false;
  @state() private opened: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { reference, result, key, baselineId, isWhole } = this;
    const lens = this.#chosenLens();
    const scene = ladderScene({ reference, result, lens, key, baselineId, isWhole });
    const { model, setup, shown } = scene;
    const names = machineNames(reference.profiles);
    const unit = words.unit(words.keys[scene.key]);
    return html`
      <div class="controls screen-only">
        <wall-lens
          .models=${reference.models}
          .lens=${lens}
          @lens-change=${({ detail }: CustomEvent<Lens>) => (this.lens = detail)}
        ></wall-lens>
        <ladder-order
          .scene=${scene}
          .names=${names}
          @order-change=${({ detail }: CustomEvent<OrderChoice>) => this.#order(detail)}
        ></ladder-order>
      </div>
      ${this.#you(scene)}
      <div>
        <div class="scale">
          <span>${lensText(model, setup)}</span>
          ${ladderScale(ladderRange(shown))}
          <span class="value">${unit}</span>
          <span class="times"></span>
        </div>
        <ol aria-label=${unit}>
          ${shown.map((line) =>
            ladderRung(line, {
              scene,
              names,
              isRecorded: this.recorded,
              opened: this.opened,
              onToggle: (id, isOpen) => this.#toggle(id, isOpen),
              facts: (one) => this.#facts(one, scene),
            }),
          )}
        </ol>
        ${this.#more(scene)}
      </div>
      ${ladderLegend(shown, this.recorded)}
      <p class="small muted">
        ${words.evidence} ${shortfallText()}
        ${
          setup.contextTokens > model.longestContextTokens
            ? words.tooLong(model.name, formatCount(model.longestContextTokens))
            : nothing
        }
        ${words.asOf} ${reference.asOf}.
      </p>
    `;
  }

  /** As chosen, else as the result was measured; the data may lack what it was measured with. */
  #chosenLens(): Lens {
    const lens = this.lens ?? lensOf(this.result);
    return this.reference.models.some(({ id }) => id === lens.modelId) ? lens : firstLens;
  }

  #order(choice: OrderChoice): void {
    if (choice.key !== undefined) this.key = choice.key;
    if (choice.baselineId !== undefined) this.baselineId = choice.baselineId;
  }

  /** The visitor in one sentence, and how to measure what is looked at. */
  #you({ you, model, setup }: LadderScene): TemplateResult | typeof nothing {
    if (!you) return nothing;
    const { matrices, experts } = setup.storage;
    const type = measuredDataTypes.find((one) => one === matrices);
    const canRun =
      you.status === "from-ceilings" &&
      type !== undefined &&
      matrices === experts &&
      modelById(model.id) !== undefined &&
      setup.batch === 1 &&
      setup.contextTokens === 0;
    return html`<p>
      ${this.recorded ? html`<strong>${words.recorded}.</strong> ${words.recording} ` : nothing}
      ${youText(you)}
      ${
        canRun
          ? html`<a
              class="screen-only"
              href=${`?model=${model.id}&data-type=${type}`}
              target="_blank"
              rel="noopener"
              >${words.run}</a
            >`
          : nothing
      }
    </p>`;
  }

  #facts({ id }: LadderLine, { model, setup }: LadderScene): TemplateResult {
    const system = systemOf(this.reference, id);
    if (!system) return html`<p>${this.recorded ? words.recording : words.yourRun}</p>`;
    return html`${machineFacts(projectMachine(this.reference, system, model, setup, prompt))}`;
  }

  #toggle(id: string, isOpen: boolean): void {
    const opened = new Set(this.opened);
    if (isOpen) opened.add(id);
    else opened.delete(id);
    this.opened = opened;
  }

  #more({ ladder, lines }: LadderScene): TemplateResult {
    const { leftOut } = ladder;
    const count = lines.filter(({ id }) => id !== youId).length;
    return html`<p class="more screen-only">
        <button aria-expanded=${this.isWhole} @click=${() => (this.isWhole = !this.isWhole)}>
          ${this.isWhole ? words.few : words.all(count)}
        </button>
      </p>
      ${
        this.isWhole && leftOut.length > 0
          ? html`<details class="left-out small">
              <summary>${words.leftOut(leftOut.length)}</summary>
              <ul>
                ${leftOut.map(
                  ({ profile, unavailable }) =>
                    html`<li>${nameWithStatus(profile)}: ${unavailableText(unavailable)}</li>`,
                )}
              </ul>
            </details>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-ladder": WallLadder;
  }
}
