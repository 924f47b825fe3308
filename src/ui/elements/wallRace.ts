import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Result } from "../../domain/result.ts";
import type { Seconds } from "../../domain/units.ts";
import { longestContext } from "../../projection/raceEntrants.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatCount, formatSeconds } from "../../report/format.ts";
import { laneChooser } from "../laneChooser.ts";
import { laneName } from "../laneName.ts";
import { firstRace } from "../raceChoice.ts";
import { RaceClock } from "../raceClock.ts";
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
import { raceSources } from "../raceSources.ts";
import { raceWords as words } from "../raceWords.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { formFields } from "../styles/formFields.ts";
import { raceStyles } from "../styles/raceStyles.ts";
import type { Whose } from "../whose.ts";
import "./raceLane.ts";

type Phase = "ready" | "running" | "paused" | "done";

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
  @state() private elapsed: Seconds = 0;
  @state() private phase: Phase = "ready";
  @state() private entrants: Entrants | undefined;
  @state() private scene: RaceScene | undefined;
  @state() private isStill = false;

  readonly #clock = new RaceClock((elapsed) => this.#tick(elapsed));
  readonly #motion = matchMedia("(prefers-reduced-motion: reduce)");

  override connectedCallback(): void {
    super.connectedCallback();
    this.isStill = this.#motion.matches;
    this.#motion.addEventListener("change", this.#followMotion);
    document.addEventListener("visibilitychange", this.#followVisibility);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#motion.removeEventListener("change", this.#followMotion);
    document.removeEventListener("visibilitychange", this.#followVisibility);
    this.#hold();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.measuring) this.#hold();
    if (this.scene && !["reference", "result", "choice"].some((name) => changed.has(name))) return;
    if (!this.choice || changed.has("result"))
      this.choice = firstRace(this.reference.models, this.result);
    this.entrants = entrantsOf(this.reference, this.result, this.choice);
    this.scene = raceScene(this.entrants, this.choice);
    this.#reset(); // another race: what was drawn of the last one means nothing now
  }

  override render(): TemplateResult {
    const { choice, scene } = this;
    if (!choice || !scene) return html``;
    return html`
      ${raceFields(this.reference, choice, (change) => this.#choose(change))}
      ${this.isStill ? this.#still() : this.#controls()}
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
    const { phase } = this;
    const main = {
      ready: { text: words.start, act: this.#start },
      running: { text: words.pause, act: () => this.#pause() },
      paused: { text: words.resume, act: this.#start },
      done: { text: words.again, act: () => this.#reset() },
    }[phase];
    return html`<div class="actions screen-only">
        <button class="primary" ?disabled=${this.measuring} @click=${main.act}>${main.text}</button>
        ${
          phase === "done"
            ? nothing
            : html`<button @click=${() => this.#toEnd()}>${words.toEnd}</button>`
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
          .elapsed=${this.isStill ? scene.longest : this.elapsed}
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
    const now = this.isStill ? longest : this.elapsed;
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

  #start = (): void => {
    this.phase = "running";
    if (!document.hidden) this.#clock.start();
  };

  #pause(): void {
    this.#clock.hold();
    this.phase = "paused";
  }

  /** Stops without the visitor's doing; a race that had begun waits as paused. */
  #hold(): void {
    if (this.phase === "running") this.#pause();
  }

  #reset(): void {
    this.#clock.hold();
    this.phase = "ready";
    this.#clock.set(0);
  }

  #toEnd(): void {
    this.#clock.hold();
    this.#clock.set(this.scene?.longest ?? 0);
  }

  #tick(elapsed: Seconds): void {
    const longest = this.scene?.longest ?? 0;
    this.elapsed = Math.min(elapsed, longest);
    if (elapsed < longest || elapsed === 0) return;
    this.#clock.hold();
    this.phase = "done";
  }

  #followMotion = ({ matches }: MediaQueryListEvent): void => {
    this.isStill = matches;
    if (matches) this.#reset();
  };

  /** No seconds pass in a hidden tab: its race goes on where it was. */
  #followVisibility = (): void => {
    if (this.phase !== "running") return;
    if (document.hidden) this.#clock.hold();
    else this.#clock.start();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-race": WallRace;
  }
}
