import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { batchSeries, type BatchSeries } from "../../analysis/batchSeries.ts";
import { companyCeilings } from "../../analysis/companyCeilings.ts";
import { usersWhereContextEqualsWeights } from "../../analysis/contextCompany.ts";
import type { BatchRow, Ceilings, DecodeRow } from "../../domain/result.ts";
import type { ContextSweep } from "../../projection/contextSweep.ts";
import { modelById, tiny } from "../../reference/models.ts";
import type { ReferenceModel } from "../../reference/referenceModel.ts";
import { formatBytes, formatCount, formatSignificant } from "../../report/format.ts";
import { companyFigure, growthText } from "../charts/companyFigure.ts";
import "../charts/wallChart.ts";
import { contextName } from "../contextName.ts";
import { explained } from "../explained.ts";
import { laterWords } from "../laterWords.ts";
import { loadContextSweep, type ContextCore } from "../loadContextSweep.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { companyWords as words, dataTypeNames } from "../words.ts";

/** Context that a conversation soon has. */
const soonTokens = 4096;
/** Tokens of each user in the cache, to choose from, beside those that were measured with company. */
const contexts: readonly number[] = [0, soonTokens, 32_768, 131_072];

/** Tokens/s over users at once: what company buys, where it ends, and what it leaves out. */
@customElement("wall-company")
export class WallCompany extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) sweep: readonly BatchRow[] = [];
  /** Of these the whole steps are drawn, with the context that they were measured with. */
  @property({ attribute: false }) decode: readonly DecodeRow[] = [];
  @property({ attribute: false }) ceilings: Ceilings = { compute: {} };
  /** Device, browser and date, for exported images. */
  @property() origin = "";
  @state() private chosen = "";
  @state() private contextTokens = 0;
  /** Undefined until somebody has asked for a context, or where it could not be fetched. */
  @state() private core: ContextCore | undefined;
  @state() private isLost = false;

  override render(): TemplateResult {
    const all = batchSeries(this.sweep).filter(({ rows }) => rows.length > 1);
    const series =
      all.find((one) => keyOf(one) === this.chosen) ??
      all.find(({ dataType }) => dataType === "f16") ??
      all[0];
    if (!series) return html`<p class="muted">${words.empty}</p>`;
    const last = series.rows.at(-1);
    const crossing = companyCeilings(series, this.ceilings)?.crossingUsers;
    const model = this.core?.models.find(({ id }) => id === series.model);
    const context =
      this.contextTokens > 0 && model && this.contextTokens <= model.longestContextTokens
        ? this.core?.contextSweep(series, this.ceilings, model, this.contextTokens)
        : undefined;
    const steps = stepsOf(this.decode, series);
    const drawn = steps.filter(({ contextTokens }) => contextTokens === this.contextTokens);
    return html`
      ${all.length > 1 ? this.#choices(all, series) : nothing}
      ${modelById(series.model) === tiny ? nothing : this.#contexts(steps)}
      <p>
        ${growthText(series.growthEndsAt, last?.batch ?? 1)}
        ${crossing === undefined ? nothing : words.ceilingsCross(formatSignificant(crossing, 2))}
      </p>
      ${this.contextTokens > 0 ? this.#contextAnswer(model, context) : nothing}
      <wall-chart
        .figure=${companyFigure(
          series,
          this.ceilings,
          this.origin,
          context && { sweep: context, steps: drawn },
        )}
      ></wall-chart>
      <p class="small muted">
        ${words.weightsOnly} ${contextText(series)}
        ${context ? words.cacheOf(formatBytes(context.cacheBytesPerUser)) : nothing}
        ${context ? (drawn.length > 0 ? words.stepsMeasured : words.stepsNot) : nothing}
      </p>
    `;
  }

  #contexts(steps: readonly DecodeRow[]): TemplateResult {
    const measured = steps.filter(({ batch }) => batch > 1).map((row) => row.contextTokens);
    const choices = [...new Set([...contexts, ...measured])].toSorted((a, b) => a - b);
    return html`<div role="group" aria-label=${words.chooseContext}>
      ${choices.map(
        (tokens) =>
          html`<button
            aria-pressed=${tokens === this.contextTokens}
            @click=${() => this.#setContext(tokens)}
          >
            ${tokens === 0 ? words.noContext : words.contextOf(contextName(tokens))}
          </button>`,
      )}
    </div>`;
  }

  /** Where the ridge is with that context, or why nothing is said. */
  #contextAnswer(
    model: ReferenceModel | undefined,
    context: ContextSweep | undefined,
  ): TemplateResult {
    if (this.isLost) return html`<p role="status">${laterWords.failed}</p>`;
    if (!model) return html`<p role="status">${laterWords.fetching}</p>`;
    return html`<p role="status">
      ${
        context
          ? explained(ridgeText(context), "FLOP per byte", "ridge")
          : words.tooLong(formatCount(model.longestContextTokens))
      }
    </p>`;
  }

  async #setContext(tokens: number): Promise<void> {
    this.contextTokens = tokens;
    if (tokens === 0 || this.core) return;
    try {
      this.core = await loadContextSweep();
      this.isLost = false;
    } catch {
      this.isLost = true; // offline, most likely: the next click tries again
    }
  }

  #choices(all: readonly BatchSeries[], shown: BatchSeries): TemplateResult {
    return html`<div role="group" aria-label=${words.choose}>
      ${all.map(
        (one) =>
          html`<button
            aria-pressed=${keyOf(one) === keyOf(shown)}
            @click=${() => (this.chosen = keyOf(one))}
          >
            ${dataTypeNames[one.dataType]}
          </button>`,
      )}
    </div>`;
  }
}

/** How many users fill the arithmetic when each brings a context. */
const ridgeText = (context: ContextSweep): string => {
  const tokens = formatCount(context.contextTokens);
  return context.usersAtRidge === undefined
    ? words.neverFull(
        tokens,
        formatSignificant(context.intensityLimit, 2),
        formatSignificant(context.ridge, 2),
      )
    : words.fullFrom(
        tokens,
        formatSignificant(context.usersAtRidge, 2),
        formatSignificant(context.usersAtRidgeAlone, 2),
      );
};

/** Whole steps of the same model and type that passed their check. */
const stepsOf = (decode: readonly DecodeRow[], series: BatchSeries): readonly DecodeRow[] =>
  decode
    .filter(
      ({ model, dataType, includes, verification }) =>
        model === series.model &&
        dataType === series.dataType &&
        includes === "step" &&
        verification.status === "passed",
    )
    .toSorted((a, b) => a.batch - b.batch);

const keyOf = ({ model, dataType }: BatchSeries): string => `${model} ${dataType}`;

/** Where the context would outweigh the weights: what the chart leaves out. */
const contextText = ({ model: id, dataType }: BatchSeries): string => {
  const model = modelById(id);
  if (!model) return "";
  const users = usersWhereContextEqualsWeights(model, dataType, soonTokens);
  return words.context(formatCount(soonTokens), formatSignificant(users, 2));
};

declare global {
  interface HTMLElementTagNameMap {
    "wall-company": WallCompany;
  }
}
