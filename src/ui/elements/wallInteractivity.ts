import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { batchSeries, type BatchSeries } from "../../analysis/batchSeries.ts";
import { yourInteractivity } from "../../projection/yourInteractivity.ts";
import { shortfalls } from "../../projection/shortfall.ts";
import type { BatchRow } from "../../domain/result.ts";
import type { Reference } from "../../reference/reference.ts";
import type { ReferenceModel } from "../../reference/referenceModel.ts";
import { formatCompact, formatCount, formatPercent, formatRatio } from "../../report/format.ts";
import "../charts/chartRuler.ts";
import type { Ruler } from "../charts/chartRuler.ts";
import "../charts/wallChart.ts";
import {
  contextChoices,
  interactivityScene,
  rulerRange,
  rulerReadings,
  weightChoices,
  type InteractivityChoice,
  type InteractivityScene,
  type RulerFront,
  type RulerReading,
} from "../interactivityScene.ts";
import { interactivitySources } from "../interactivitySources.ts";
import { interactivityWords as words } from "../interactivityWords.ts";
import { modelName } from "../modelName.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { formFields } from "../styles/formFields.ts";
import { tables } from "../styles/tables.ts";
import { valueTable } from "../valueTable.ts";
import { selectField } from "../selectField.ts";

/** Two racks of one maker, a chip of another, and one that others measured: few enough to name. */
const firstSystems = [
  "nvidia-vera-rubin-nvl72",
  "nvidia-gb300-nvl72",
  "amd-mi355x",
  "nvidia-b200-sxm",
] as const;
/** The model that per-megawatt rates of output tokens are published of. */
const firstModel = "gpt-oss-120b";
const firstPerUser = 120;

/** Tokens per megawatt over the speed that each user gets, with a ruler that says how many times. */
@customElement("wall-interactivity")
export class WallInteractivity extends LitElement {
  static override styles = [base, choiceGroup, formFields, tables];

  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) sweep: readonly BatchRow[] = [];
  /** The sweep is somebody else's: a recording, or as claimed by a file. */
  @property({ type: Boolean }) recorded = false;
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private choice: InteractivityChoice | undefined;
  @state() private perUser = firstPerUser;
  @state() private subject = "nvidia-vera-rubin-nvl72";
  @state() private baseline = "nvidia-gb300-nvl72";
  @state() private watts: number | undefined;
  @state() private scene: InteractivityScene | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    this.choice ??= this.#firstChoice();
    const drawn = ["reference", "sweep", "recorded", "origin", "choice", "watts"];
    if (this.scene && !drawn.some((name) => changed.has(name))) return; // a moving ruler draws nothing anew
    const series = this.#series();
    const yours =
      series && this.watts !== undefined && series.model === this.choice.model.id
        ? yourInteractivity(series, this.watts)
        : [];
    this.scene = interactivityScene(this.reference, this.choice, {
      yours,
      yourName: this.recorded ? words.recorded : words.you,
      origin: this.origin,
    });
  }

  override render(): TemplateResult {
    const { choice, scene } = this;
    if (!choice || !scene) return html``;
    const { figure, fronts } = scene;
    const front = fronts.find(({ id }) => id === this.subject) ?? fronts[0];
    const baseline =
      fronts.find(({ id }) => id === this.baseline && id !== front?.id) ??
      fronts.find((one) => one !== front) ??
      front;
    return html`
      ${this.#counting(choice)} ${choice.counts === "output" ? this.#fields(choice) : nothing}
      ${
        figure && front && baseline
          ? this.#chart(scene, figure, { front, baseline })
          : html`<p>${words.empty}</p>`
      }
      <p class="small muted">
        ${words.explain[choice.counts]} ${choice.counts === "output" ? realText() : nothing}
      </p>
      ${choice.counts === "output" ? this.#yours(choice) : nothing}
      ${interactivitySources(this.reference, scene, choice, this.#chooseSystem)}
    `;
  }

  #chart(
    { fronts }: InteractivityScene,
    figure: NonNullable<InteractivityScene["figure"]>,
    compared: { readonly front: RulerFront; readonly baseline: RulerFront },
  ): TemplateResult {
    const { low, high } = rulerRange(fronts);
    const value = Math.min(high, Math.max(low, this.perUser));
    const readings = rulerReadings(fronts, compared.baseline, value);
    const ruler = rulerOf({ low, high }, value, compared, readings);
    return html`
      <div class="fields">
        ${selectField(words.subject, optionsOf(fronts), compared.front.id, (id) => (this.subject = id))}
        ${selectField(words.baseline, optionsOf(fronts), compared.baseline.id, (id) => (this.baseline = id))}
      </div>
      <p class="answer"><strong>${ruler.label}</strong><br />${ruler.text}</p>
      <wall-chart
        .figure=${figure}
        .ruler=${ruler}
        @ruler=${({ detail }: CustomEvent<number>) => (this.perUser = detail)}
      ></wall-chart>
      ${valueTable(
        [
          words.at(formatCompact(value)),
          words.perMegawatt,
          `${words.timesBaseline} ${compared.baseline.name}`,
        ],
        readings.map(({ front, perMegawatt, timesBaseline }) => [
          front.name,
          perMegawatt === undefined ? words.tooFast : formatCompact(perMegawatt),
          front === compared.baseline
            ? words.isBaseline
            : timesBaseline === undefined
              ? ""
              : `× ${formatRatio(timesBaseline)}`,
        ]),
      )}
    `;
  }

  #counting(choice: InteractivityChoice): TemplateResult {
    return html`<div role="group" aria-label=${words.countsLabel}>
      ${(["output", "input-and-output-with-cache"] as const).map(
        (counts) =>
          html`<button
            aria-pressed=${counts === choice.counts}
            @click=${() => (this.choice = { ...choice, counts })}
          >
            ${words.counts[counts]}
          </button>`,
      )}
    </div>`;
  }

  #fields(choice: InteractivityChoice): TemplateResult {
    const { model } = choice;
    return html`<div class="fields">
      ${selectField(
        words.model,
        this.reference.models.map(({ id, name }) => [id, name]),
        model.id,
        (id) => (this.choice = this.#withModel(choice, id)),
      )}
      ${selectField(
        words.weights,
        weightChoices(model).map((weights) => [weights, words.weightChoices[weights]]),
        choice.weights,
        (weights) => (this.choice = { ...choice, weights }),
      )}
      ${selectField(
        words.context,
        contextChoices(model).map((tokens) => [
          String(tokens),
          tokens === 0 ? words.noContext : `${formatCount(tokens)} ${words.tokens}`,
        ]),
        String(choice.contextTokens),
        (tokens) => (this.choice = { ...choice, contextTokens: Number(tokens) }),
      )}
    </div>`;
  }

  /** The field for watts, or why it would be of no use. */
  #yours({ model, contextTokens }: InteractivityChoice): TemplateResult {
    const series = this.#series();
    if (!series) return html`<p class="small muted">${words.noSweep}</p>`;
    const measured = modelName(series.model);
    if (series.model !== model.id)
      return html`<p class="small muted">${words.otherModel(measured, this.recorded)}</p>`;
    return html`<div class="fields">
        <label
          >${words.watts}
          <input
            type="number"
            min="1"
            max="100000000"
            step="any"
            .value=${this.watts === undefined ? "" : String(this.watts)}
            @change=${this.#setWatts}
        /></label>
      </div>
      ${
        this.watts !== undefined && contextTokens > 0
          ? html`<p role="status">${words.contextDiffers(formatCount(contextTokens))}</p>`
          : nothing
      }
      <p class="small muted">${words.wattsHint(measured, this.recorded)}</p>`;
  }

  #series(): BatchSeries | undefined {
    const all = batchSeries(this.sweep).filter(({ rows }) => rows.length > 1);
    return all.find(({ dataType }) => dataType === "f16") ?? all[0];
  }

  #firstChoice(): InteractivityChoice {
    const wanted = this.#series()?.model ?? firstModel;
    const model = this.#model(wanted) ?? this.#model(firstModel);
    if (!model) throw new Error(`the reference has no ${firstModel}`);
    return {
      counts: "output",
      systems: new Set(firstSystems),
      contextTokens: 4096,
      weights: weightChoices(model)[0] ?? "f16",
      model,
    };
  }

  #model(id: string): ReferenceModel | undefined {
    return this.reference.models.find((model) => model.id === id);
  }

  #withModel(choice: InteractivityChoice, id: string): InteractivityChoice {
    const model = this.#model(id) ?? choice.model;
    const weights = weightChoices(model);
    const contexts = contextChoices(model);
    return {
      ...choice,
      model,
      weights: weights.includes(choice.weights) ? choice.weights : (weights[0] ?? "f16"),
      contextTokens: Math.min(choice.contextTokens, contexts.at(-1) ?? 0),
    };
  }

  #setWatts = ({ target }: Event): void => {
    const watts = Number((target as HTMLInputElement).value);
    const isFirst = this.watts === undefined;
    this.watts = Number.isFinite(watts) && watts > 0 ? watts : undefined;
    if (!isFirst || this.watts === undefined || !this.choice) return;
    this.choice = { ...this.choice, contextTokens: 0 }; // as the sweep, so that like stands beside like
  };

  #chooseSystem = (id: string): void => {
    if (!this.choice) return;
    const systems = new Set(this.choice.systems);
    if (!systems.delete(id)) systems.add(id);
    this.choice = { ...this.choice, systems };
  };
}

const optionsOf = (fronts: readonly RulerFront[]): readonly (readonly [string, string])[] =>
  fronts.map(({ id, name }) => [id, name]);

const rulerOf = (
  { low, high }: { readonly low: number; readonly high: number },
  value: number,
  { front, baseline }: { readonly front: RulerFront; readonly baseline: RulerFront },
  readings: readonly RulerReading[],
): Ruler => {
  const rate = formatCompact(value);
  const of = (wanted: RulerFront): RulerReading | undefined =>
    readings.find((reading) => reading.front === wanted);
  const said = (wanted: RulerFront): string => {
    const perMegawatt = of(wanted)?.perMegawatt;
    return perMegawatt === undefined
      ? `${wanted.name} does not go so fast`
      : `${wanted.name} gives ${formatCompact(perMegawatt)} tokens/s per megawatt`;
  };
  const ratio = of(front)?.timesBaseline;
  return {
    name: words.ruler,
    value,
    low,
    high,
    label: ratio === undefined ? words.noTimes(rate) : words.times(formatRatio(ratio), rate),
    text: `${words.at(rate)}: ${said(front)}, ${said(baseline)}.`,
  };
};

const realText = (): string =>
  words.real(
    shortfalls
      .map(({ machine, fraction }) => words.on(formatPercent(fraction), machine))
      .join(", "),
  );

declare global {
  interface HTMLElementTagNameMap {
    "wall-interactivity": WallInteractivity;
  }
}
