import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Result } from "../../domain/result.ts";
import { longestContext } from "../../projection/raceEntrants.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatCount, formatSeconds } from "../../report/format.ts";
import { laneChooser } from "../laneChooser.ts";
import { laneName } from "../laneName.ts";
import { firstRace } from "../raceChoice.ts";
import { raceFields } from "../raceFields.ts";
import { splitText } from "../raceLaneView.ts";
import {
  entrantsOf,
  lanesOf,
  raceScene,
  type Entrants,
  type RaceChoice,
  type RaceScene,
} from "../raceScene.ts";
import { RaceRun } from "../raceRun.ts";
import { raceSources } from "../raceSources.ts";
import { raceWords as words } from "../raceWords.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { formFields } from "../styles/formFields.ts";
import { raceStyles } from "../styles/raceStyles.ts";
import type { Whose } from "../whose.ts";
import "./raceLane.ts";

/** The same task on three machines in real time, reading shown as the wait it is. */
@customElement("wall-race")
export class WallRace extends LitElement {
  static override styles = [base, choiceGroup, formFields, raceStyles];

  @property({ attribute: false }) reference!: Reference;
  /** Whose rates stand in the first lane: the visitor's run, an opened one, or a recording. */
  @property({ attribute: false }) result: Result | undefined;
  @property() whose: Whose = "own";
  /** A run goes on, which drawing would disturb. */
  @property({ type: Boolean }) measuring = false;
  @state() private choice: RaceChoice | undefined;
  @state() private entrants: Entrants | undefined;
  @state() private scene: RaceScene | undefined;

  readonly #run = new RaceRun(this);

  protected override willUpdate(changed: PropertyValues): void {
    if (this.measuring) this.#run.hold();
    if (this.scene && !["reference", "result", "choice"].some((name) => changed.has(name))) return;
    if (!this.choice || changed.has("result"))
      this.choice = firstRace(this.reference.models, this.result);
    this.entrants = entrantsOf(this.reference, this.result, this.choice);
    this.scene = raceScene(this.entrants, this.choice);
    this.#run.reset(this.scene.longest); // another race: what was drawn of the last one means nothing now
  }

  override render(): TemplateResult {
    const { choice, scene } = this;
    if (!choice || !scene) return html``;
    return html`
      ${raceFields(this.reference, choice, (change) => this.#choose(change))}
      ${this.#run.isStill ? this.#still() : this.#controls()}
      <div class="lanes">
        ${scene.lanes.map((_lane, index) => this.#lane(choice, scene, index))}
      </div>
      <p class="visually-hidden" role="status">${this.#finished(scene)}</p>
      <p class="small muted">${words.explain} ${this.#tooLong(choice)}</p>
      ${raceSources(
        this.reference,
        scene.lanes.flatMap(({ entrant }) => entrant ?? []),
      )}
    `;
  }

  #controls(): TemplateResult {
    const run = this.#run;
    const main = {
      ready: { text: words.start, act: () => run.start() },
      running: { text: words.pause, act: () => run.pause() },
      paused: { text: words.resume, act: () => run.start() },
      done: { text: words.again, act: () => run.reset() },
    }[run.phase];
    return html`<div class="actions screen-only">
        <button class="primary" ?disabled=${this.measuring} @click=${main.act}>${main.text}</button>
        ${
          run.phase === "done"
            ? nothing
            : html`<button @click=${() => run.toEnd()}>${words.toEnd}</button>`
        }
      </div>
      ${this.measuring ? html`<p role="status">${words.held}</p>` : nothing}`;
  }

  #still(): TemplateResult {
    return html`<p class="muted">${words.still}</p>`;
  }

  #lane(choice: RaceChoice, scene: RaceScene, index: number): TemplateResult {
    const { entrant, schedule } = scene.lanes[index] ?? {};
    const chooser = html`<div class="choose">
      ${laneChooser({
        lane: index,
        chosen: lanesOf(choice.lanes, scene.entrants)[index] ?? "typed",
        entrants: scene.entrants,
        entrant,
        schedule,
        typed: choice.typed[index],
        whose: this.whose,
        choose: (id) => this.#choose({ lanes: choice.lanes.with(index, id) }),
        type: (rates) => this.#choose({ typed: choice.typed.with(index, rates) }),
      })}
    </div>`;
    return entrant && schedule
      ? html`<race-lane
          .name=${laneName(entrant, this.whose)}
          .schedule=${schedule}
          .mode=${choice.mode}
          .elapsed=${this.#run.isStill ? scene.longest : this.#run.elapsed}
          .longest=${scene.longest}
          >${chooser}</race-lane
        >`
      : html`<div>
          ${chooser}
          <p class="small">${words.missing}</p>
        </div>`;
  }

  /** Grows by a sentence when a lane ends; nothing of it is said while lanes only go on. */
  #finished({ lanes, longest }: RaceScene): string {
    const now = this.#run.isStill ? longest : this.#run.elapsed;
    return lanes
      .flatMap(({ entrant, schedule }) =>
        entrant && schedule && now > 0 && now >= schedule.seconds
          ? `${laneName(entrant, this.whose)} ${words.finished(formatSeconds(schedule.seconds))}, ${splitText(schedule)}.`
          : [],
      )
      .join(" ");
  }

  #tooLong({ mode, model }: RaceChoice): string {
    const tokens = longestContext(mode);
    return tokens > model.longestContextTokens
      ? words.longContext(formatCount(tokens), formatCount(model.longestContextTokens))
      : "";
  }

  #choose(change: Partial<RaceChoice>): void {
    if (this.choice) this.choice = { ...this.choice, ...change };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-race": WallRace;
  }
}
