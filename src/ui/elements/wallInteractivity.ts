import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { batchSeries, type BatchSeries } from "../../analysis/batchSeries.ts";
import { yourInteractivity } from "../../projection/yourInteractivity.ts";
import type { BatchRow } from "../../domain/result.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatCompact, formatCount } from "../../report/format.ts";
import { shortfallText } from "../../report/shortfallText.ts";
import "../charts/chartRuler.ts";
import "../charts/wallChart.ts";
import {
  interactivityScene,
  rulerRange,
  rulerReadings,
  type InteractivityChoice,
  type InteractivityScene,
  type RulerFront,
} from "../interactivityScene.ts";
import { firstChoice } from "../interactivityChoice.ts";
import { interactivityFields } from "../interactivityFields.ts";
import { comparedOf, readingRows, rulerOf, type Compared } from "../interactivityRuler.ts";
import { interactivitySources } from "../interactivitySources.ts";
import { interactivityWords as words } from "../interactivityWords.ts";
import { modelName } from "../modelName.ts";
import type { Whose } from "../whose.ts";
import { dataTypeNames } from "../words.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { formFields } from "../styles/formFields.ts";
import { tables } from "../styles/tables.ts";
import { valueTable } from "../valueTable.ts";
import { selectField } from "../selectField.ts";

const firstPerUser = 120;

/** Tokens per megawatt over the speed that each user gets, with a ruler that says how many times. */
@customElement("wall-interactivity")
export class WallInteractivity extends LitElement {
  static override styles = [base, choiceGroup, formFields, tables];

  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) sweep: readonly BatchRow[] = [];
  /** Whose the sweep is. */
  @property() whose: Whose = "own";
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private choice: InteractivityChoice | undefined;
  @state() private perUser = firstPerUser;
  @state() subject = "nvidia-vera-rubin-nvl72";
  @state() baseline = "nvidia-gb300-nvl72";
  @state() private watts: number | undefined;
  @state() private scene: InteractivityScene | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    this.choice ??= firstChoice(this.reference.models, this.#series()?.model);
    const drawn = ["reference", "sweep", "whose", "origin", "choice", "watts"];
    if (this.scene && !drawn.some((name) => changed.has(name))) return; // a moving ruler draws nothing anew
    const series = this.#series();
    const yours =
      series && this.watts !== undefined && isOf(series, this.choice)
        ? yourInteractivity(series, this.watts)
        : [];
    this.scene = interactivityScene(this.reference, this.choice, {
      yours,
      yourName: words.points[this.whose],
      origin: this.origin,
    });
  }

  override render(): TemplateResult {
    const { choice, scene } = this;
    if (!choice || !scene) return html``;
    const { figure, fronts } = scene;
    const compared = comparedOf(fronts, this);
    return html`
      ${interactivityFields(this.reference, choice, (changed) => (this.choice = changed))}
      ${figure && compared ? this.#chart(scene, figure, compared) : html`<p>${words.empty}</p>`}
      <p class="small muted">
        ${words.explain[choice.counts]} ${choice.counts === "output" ? shortfallText() : nothing}
      </p>
      ${choice.counts === "output" ? this.#yours(choice) : nothing}
      ${interactivitySources(this.reference, scene, choice, this.#chooseSystem)}
    `;
  }

  #chart(
    { fronts }: InteractivityScene,
    figure: NonNullable<InteractivityScene["figure"]>,
    compared: Compared,
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
        readingRows(readings, compared.baseline),
      )}
    `;
  }

  /** The field for watts, or why it would be of no use. */
  #yours(choice: InteractivityChoice): TemplateResult {
    const series = this.#series();
    if (!series) return html`<p class="small muted">${words.noSweep}</p>`;
    const { contextTokens } = choice;
    const measured = `${modelName(series.model)}, ${dataTypeNames[series.dataType]}`;
    if (!isOf(series, choice))
      return html`<p class="small muted">
        ${words.otherModel(measured, words.sweeps[this.whose])}
      </p>`;
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
      <p class="small muted">${words.wattsHint(measured, words.sweeps[this.whose])}</p>`;
  }

  /** Of what is chosen where it was measured, else at 16 bits. */
  #series(): BatchSeries | undefined {
    const { choice } = this;
    const all = batchSeries(this.sweep).filter(({ rows }) => rows.length > 1);
    return (
      all.find((series) => choice && isOf(series, choice)) ??
      all.find(({ dataType }) => dataType === "f16") ??
      all[0]
    );
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

const isOf = ({ model, dataType }: BatchSeries, choice: InteractivityChoice): boolean =>
  model === choice.model.id && dataType === choice.weights;

const optionsOf = (fronts: readonly RulerFront[]): readonly (readonly [string, string])[] =>
  fronts.map(({ id, name }) => [id, name]);

declare global {
  interface HTMLElementTagNameMap {
    "wall-interactivity": WallInteractivity;
  }
}
