import { html, nothing, type TemplateResult } from "lit";
import { formatDate } from "../report/format.ts";
import type { RooflineInput } from "../ui/charts/rooflineFigure.ts";
import "../ui/elements/wallRoofline.ts";
import "../ui/elements/wallTable.ts";
import { wallEvent } from "../ui/events.ts";
import type { Result, Skipped } from "../domain/result.ts";
import { appWords as words, danglingText } from "./appWords.ts";
import type { JournalEntry } from "./journal.ts";
import type { Shown } from "./shown.ts";

/** The browser ended the last run; the next one can be smaller. */
export const danglingNotice = (entry: JournalEntry, onSmaller: () => void): TemplateResult =>
  html`<div class="notice" role="status">
    <p>${danglingText(entry)}</p>
    <button @click=${onSmaller}>${words.smaller}</button>
  </div>`;

const figures = (
  measured: RooflineInput,
  skipped: readonly Skipped[],
  origin: string,
): TemplateResult =>
  html`<wall-roofline .measured=${measured} .origin=${origin}></wall-roofline>
    <wall-table .measured=${measured} .skipped=${skipped}></wall-table>`;

const originOf = ({ environment, createdAt }: Result): string =>
  `${environment.label}, ${environment.browser}, ${formatDate(createdAt)}`;

const resultPart = (result: Result, isOpened: boolean): TemplateResult => html`
  <section class="result" aria-label=${originOf(result)}>
    <h2>${originOf(result)}</h2>
    ${isOpened ? html`<p>${words.claimed}</p>` : nothing}
    ${result.partial ? html`<p>${words.partial}</p>` : nothing}
    <p>${words.confidence}: ${result.confidence.level}. ${result.confidence.reasons.join(" ")}</p>
    ${figures(result, result.skipped, originOf(result))}
  </section>
`;

/** What was measured, as far as it goes. */
export const measurements = (shown: Shown): TemplateResult | typeof nothing => {
  switch (shown.kind) {
    case "nothing":
      return nothing;
    case "live":
      return html`${shown.ended ? html`<p>${words.unfinished}</p>` : nothing}
      ${figures(shown.live, shown.live.skipped, "")}`;
    case "result":
      return resultPart(shown.result, shown.origin === "opened");
  }
};

const chosen = (event: Event): void => {
  const input = event.currentTarget as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file) input.dispatchEvent(wallEvent("wall-open", { file }));
  input.value = ""; // so that choosing the same file again is told again
};

const save = (event: Event): void => {
  event.currentTarget?.dispatchEvent(wallEvent("wall-save", { format: "json" }));
};

/** Saving what is shown and opening what was saved. */
export const fileSection = (canSave: boolean, refusal: string | undefined): TemplateResult => html`
  <section class="files" aria-labelledby="files">
    <h2 id="files">${words.file}</h2>
    <div class="actions">
      ${canSave ? html`<button @click=${save}>${words.save}</button>` : nothing}
      <label class="button">
        ${words.open}
        <input
          class="visually-hidden"
          type="file"
          accept=".json,application/json"
          @change=${chosen}
        />
      </label>
    </div>
    <p class="muted small">${words.openHint}</p>
    ${refusal === undefined ? nothing : html`<p role="alert">${words.refused} ${refusal}</p>`}
  </section>
`;
