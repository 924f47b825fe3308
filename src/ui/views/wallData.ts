import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { attribution, correctionWords } from "../../reference/attribution.ts";
import type { Reference } from "../../reference/reference.ts";
import {
  referenceSections,
  referenceTables,
  sectionPath,
  type ReferenceSection,
} from "../../reference/referenceTables.ts";
import { formatCount } from "../../report/format.ts";
import { dataWords as words } from "../dataWords.ts";
import "../elements/wallRecords.ts";
import "../elements/wrongNumber.ts";
import type { WrongNumberDialog } from "../elements/wrongNumber.ts";
import { base } from "../styles/base.ts";
import { choiceGroup } from "../styles/choiceGroup.ts";
import { pageStyles } from "../styles/pageStyles.ts";
import { wrongNumberText, wrongNumberUrl, type WrongNumber } from "../wrongNumber.ts";

/** All reference data in tables, as files, with its terms, and a way to report what is wrong. */
@customElement("wall-data")
export class WallData extends LitElement {
  static override styles = [
    base,
    choiceGroup,
    pageStyles,
    css`
      [role="group"] button {
        gap: 0.5ch;
        text-align: start;
      }
      .count {
        font-weight: 400;
        opacity: 0.8;
      }
    `,
  ];

  /** Undefined while it is fetched. */
  @property({ attribute: false }) reference: Reference | undefined;
  @property({ type: Boolean }) failed = false;
  /** Day of the data, for the files' names. */
  @property({ attribute: false }) asOf = "";
  /** Where the main page is, from here. */
  @property() home = "../";
  /** Address of the source code; empty where none is known. */
  @property() repository = "";
  @state() private section: ReferenceSection = "machines";
  @query("wrong-number") private dialog!: WrongNumberDialog;

  override render(): TemplateResult {
    return html`<main>
      <header>
        <nav class="pages screen-only" aria-label=${words.pages}>
          <a href=${this.home}>${words.name}: ${words.home}</a>
          <a href=${`${this.home}compare/`}>${words.compare}</a>
        </nav>
        <h1>${words.heading}</h1>
        <p>${words.text} ${words.asOf(this.asOf)}</p>
      </header>
      ${
        this.reference
          ? this.#records(this.reference)
          : html`<p role="status">${this.failed ? words.failed : words.coming}</p>`
      }
      <footer>
        <h2>${words.files}</h2>
        ${this.#files()}
        <h2>${words.terms}</h2>
        <p>${correctionWords}</p>
        ${attribution.map((text) => html`<p>${text}</p>`)}
      </footer>
      <wrong-number></wrong-number>
    </main>`;
  }

  #records(reference: Reference): TemplateResult {
    const tables = referenceTables(reference);
    const { section } = this;
    return html`<section aria-labelledby="records">
      <h2 id="records" class="visually-hidden">${words.sections[section]}</h2>
      <div class="screen-only" role="group" aria-label=${words.choose}>
        ${referenceSections.map(
          (one) =>
            html`<button aria-pressed=${one === section} @click=${() => (this.section = one)}>
              ${words.sections[one]}
              <span class="count">${formatCount(tables[one].rows.length)}</span>
            </button>`,
        )}
      </div>
      <p class="muted">${words.sectionTexts[section]}</p>
      <wall-records
        .section=${section}
        .rows=${tables[section].rows}
        .report=${(row: WrongNumber["row"]) => this.#way({ section, row, asOf: reference.asOf })}
      ></wall-records>
    </section>`;
  }

  /** A page of the repository where one is known, else a text to copy. */
  #way(wrong: WrongNumber): string | (() => void) {
    return (
      wrongNumberUrl(wrong, this.repository) ??
      (() => void this.dialog.open(wrongNumberText(wrong)))
    );
  }

  #files(): TemplateResult | typeof nothing {
    if (this.asOf === "") return nothing;
    return html`<nav class="files" aria-label=${words.files}>
      ${referenceSections.map(
        (section) =>
          html`<a href=${`${this.home}${sectionPath(section, this.asOf)}`} download
            >${words.csv(words.sections[section])}</a
          >`,
      )}
    </nav>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-data": WallData;
  }
}
