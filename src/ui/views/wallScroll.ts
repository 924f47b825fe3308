import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Capabilities } from "../../domain/capabilities.ts";
import type { RunState } from "../../domain/events.ts";
import type { Result } from "../../domain/result.ts";
import type { Platform } from "../../report/words.ts";
import "../card/wallCard.ts";
import "../elements/wallAct.ts";
import "../elements/wallBelief.ts";
import "../elements/wallChips.ts";
import "../elements/wallRun.ts";
import "../elements/wallTake.ts";
import "../elements/wallTypes.ts";
import "../elements/wallWhy.ts";
import type { Sentence } from "../../report/sentence.ts";
import { formatRatio } from "../../report/format.ts";
import { explained } from "../explained.ts";
import type { LiveRun } from "../liveRun.ts";
import { base } from "../styles/base.ts";
import { cardWords, sectionWords as words } from "../words.ts";
import { hereSection } from "./hereSection.ts";
import { runnableSection, stepPart } from "./runnableSection.ts";
import { interactivitySection, raceSection } from "./laterSections.ts";
import { LiveScenes } from "./liveScenes.ts";
import { cacheSection, companySection } from "./sweepSections.ts";
import { sceneOf, type NamedDevice, type Scene } from "./scene.ts";
import { scrollStyles } from "./scrollStyles.ts";

/**
 * The page: the act, the card, why, every chip, whether to believe it, and taking it along. The
 * default slot holds the app's own notices, under the headline.
 */
@customElement("wall-scroll")
export class WallScroll extends LitElement {
  static override styles = [base, scrollStyles];

  @property({ attribute: false }) run: RunState = { status: "idle" };
  /** Undefined while the browser is still being asked. */
  @property({ attribute: false }) capabilities: Capabilities | undefined;
  /** Browser and system, for remedies that name them. */
  @property({ attribute: false }) platform: Platform | undefined;
  /** A result from a file or a link. */
  @property({ attribute: false }) opened: Result | undefined;
  /** A real GPU's run, shown in neutral ink until there is a live one. */
  @property({ attribute: false }) recording: Result | undefined;
  /** What was heard of a run whose thread died with its result. */
  @property({ attribute: false }) heard: LiveRun | undefined;
  /** Why the file that was opened last is not shown. */
  @property() refusal: string | undefined;
  /** Where the page lives, for images. */
  @property() address: string | undefined;

  @state() named: NamedDevice = {};
  @state() private isPastCard = false;

  readonly #scenes = new LiveScenes();

  #watched: Element | null = null;
  readonly #observer = new IntersectionObserver(([entry]) => {
    if (entry) this.isPastCard = !entry.isIntersecting && entry.boundingClientRect.bottom <= 0;
  });

  override render(): TemplateResult {
    const { run, address, named } = this;
    const scene =
      run.status === "running" ? this.#scenes.of(run.events, { address, named }) : sceneOf(this);
    const isAnswered = scene.result !== undefined && this.run.status !== "failed";
    const origin = scene.context.origin.join(" · ");
    return html`<main>
      <wall-act
        .run=${this.run}
        .capabilities=${this.capabilities}
        .platform=${this.platform}
        .sentence=${scene.sentence}
        .answered=${isAnswered}
        .claimed=${scene.isClaimed}
        @to-take=${this.#toTake}
        @named=${this.#name}
        ><slot></slot
      ></wall-act>
      ${this.#card(scene)}
      ${
        isAnswered
          ? html`<wall-run
              .run=${this.run}
              .capabilities=${this.capabilities}
              .platform=${this.platform}
            ></wall-run>`
          : nothing
      }
      <div class="rest">
        ${runnableSection(scene, this.recording, this.named)}
        <section aria-labelledby="why">
          <h2 id="why">${words.why}</h2>
          <p>${explained(words.whyText)}</p>
          ${
            scene.wall
              ? html`<wall-why .bars=${scene.bars} .origin=${origin}></wall-why>`
              : html`<p class="muted">${words.onlyGpus}</p>`
          }
          <wall-types .kernels=${scene.measured?.kernels ?? []} .origin=${origin}></wall-types>
          ${stepPart(scene, origin)}
        </section>
        ${companySection(scene, origin)} ${cacheSection(scene, origin)}
        <section aria-labelledby="chips">
          <h2 id="chips">${words.chips}</h2>
          <p>${explained(words.chipsText, "FLOP per byte", "ridge")}</p>
          <wall-chips .measured=${scene.measured} .origin=${origin}></wall-chips>
        </section>
        ${hereSection(scene, this.recording)}
        ${raceSection(scene, this.recording, run.status === "running")}
        ${interactivitySection(scene, this.recording, origin)}
        <section aria-labelledby="belief">
          <h2 id="belief">${words.belief}</h2>
          <wall-belief .result=${scene.result}></wall-belief>
        </section>
        <section aria-labelledby="take">
          <h2 id="take" tabindex="-1">${words.take}</h2>
          <wall-take .hasResult=${scene.result !== undefined} .refusal=${this.refusal}></wall-take>
        </section>
      </div>
      ${this.#reminder(scene)}
    </main>`;
  }

  #card(scene: Scene): TemplateResult | typeof nothing {
    if (!scene.wall) return nothing;
    const { sentence } = scene;
    return html`<section aria-labelledby="card">
      <h2 id="card" class=${scene.measured ? "visually-hidden" : ""}>
        ${scene.measured ? cardWords.title : words.cardNeutral}
      </h2>
      <wall-card
        .wall=${scene.wall}
        .context=${scene.context}
        .recorded=${scene.isRecorded}
        .stops=${scene.stops}
        .device=${scene.result?.environment.label}
        .text=${
          scene.result && sentence?.hasRatio
            ? { ...sentence, claimsWall: claimsWall(sentence) }
            : undefined
        }
      ></wall-card>
      <p class="muted">${words.cardText}</p>
    </section>`;
  }

  #name = ({ detail }: CustomEvent<NamedDevice>): void => {
    this.named = detail;
  };

  #toTake = (): void => {
    const section = this.renderRoot.querySelector<HTMLElement>("#take");
    section?.scrollIntoView();
    section?.focus();
  };

  /** Seen once the card is out of sight; not read aloud, since the headline says it. */
  #reminder({ wall, sentence }: Scene): TemplateResult | typeof nothing {
    if (!this.isPastCard || wall?.ratio.status !== "known" || !claimsWall(sentence)) return nothing;
    return html`<div class="reminder screen-only" aria-hidden="true">
      <p><strong>${formatRatio(wall.ratio.median)}×</strong> ${words.reminder}</p>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A file can be dropped anywhere, and is chosen at the page's end: what came of it must be seen.
    if (changed.has("opened") && this.opened) this.renderRoot.querySelector("wall-act")?.show();
    if (changed.has("refusal") && this.refusal) this.#toTake();
    const card = this.renderRoot.querySelector("wall-card");
    if (card === this.#watched) return;
    this.#observer.disconnect();
    this.#watched = card;
    if (card) this.#observer.observe(card);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#watched = null;
  }
}

const claimsWall = (sentence: Sentence | undefined): boolean =>
  sentence?.kind === "wall" || sentence?.kind === "would";

declare global {
  interface HTMLElementTagNameMap {
    "wall-scroll": WallScroll;
  }
}
