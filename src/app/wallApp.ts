import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RunEvent } from "../domain/events.ts";
import type { RunOptions, SuiteName } from "../domain/options.ts";
import type { Result } from "../domain/result.ts";
import { resultJson } from "../report/json.ts";
import { download } from "../storage/download.ts";
import { fileName } from "../storage/fileName.ts";
import { openFile } from "../storage/openFile.ts";
import "../ui/elements/wallPreflight.ts";
import "../ui/elements/wallRun.ts";
import { base } from "../ui/styles/base.ts";
import { appWords as words } from "./appWords.ts";
import { halved } from "./deviceLoss.ts";
import { danglingNotice, fileSection, measurements } from "./wallAppParts.ts";
import type { JournalEntry } from "./journal.ts";
import type { Measuring } from "./measuring.ts";
import { shownOf } from "./shown.ts";
import { wallAppStyles } from "./wallAppStyles.ts";

/** The page: hands what happens to the elements, and what the visitor asks for to the measuring. */
@customElement("wall-app")
export class WallApp extends LitElement {
  static override styles = [base, wallAppStyles];

  @property({ attribute: false }) measuring!: Measuring;
  /** What a run is asked for, by the address. */
  @property({ attribute: false }) options: RunOptions = { suite: "quick" };
  /** Where the browser ended the last run of this tab. */
  @property({ attribute: false }) dangling: JournalEntry | undefined;
  @state() private opened: Result | undefined;
  @state() private refusal: string | undefined;

  /** Kept for when the thread dies and takes its result with it. */
  #heard: readonly RunEvent[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.measuring.onChange = () => this.requestUpdate();
    this.addEventListener("wall-start", ({ detail }) =>
      this.#start(this.#optionsFor(detail.suite)),
    );
    this.addEventListener("wall-cancel", () => void this.measuring.cancel());
    this.addEventListener("wall-save", () => this.#save());
    this.addEventListener("wall-open", ({ detail }) => void this.#open(detail.file));
    addEventListener("dragover", this.#allowDrop);
    addEventListener("drop", this.#drop);
  }

  override render(): TemplateResult {
    const { state: run, capabilities } = this.measuring;
    if (run.status === "running") this.#heard = run.events;
    const shown = shownOf(run, this.#heard, this.opened);
    return html`
      <header><p class="name">${words.name}</p></header>
      <main>
        <h1>${words.question}</h1>
        <p>${words.promise}</p>
        ${this.dangling && run.status === "idle" ? danglingNotice(this.dangling, this.#smaller) : nothing}
        <wall-run .run=${run} .capabilities=${capabilities}></wall-run>
        ${
          run.status === "idle"
            ? html`<wall-preflight .capabilities=${capabilities}></wall-preflight>`
            : nothing
        }
        ${measurements(shown)} ${fileSection(shown.kind === "result", this.refusal)}
      </main>
    `;
  }

  /** The plain button means what the address says; the others name their suite. */
  #optionsFor(suite: SuiteName): RunOptions {
    return suite === "quick" ? this.options : { ...this.options, suite };
  }

  #start(options: RunOptions): void {
    this.opened = undefined;
    this.refusal = undefined;
    this.dangling = undefined;
    void this.measuring.run(options);
  }

  #smaller = (): void => this.#start(halved(this.options, this.dangling?.bytes));

  #save(): void {
    const shown = shownOf(this.measuring.state, this.#heard, this.opened);
    if (shown.kind !== "result") return;
    const content = new Blob([resultJson(shown.result)], { type: "application/json" });
    download(fileName(shown.result, "json"), content);
  }

  async #open(file: File): Promise<void> {
    const read = await openFile(file);
    this.refusal = read.status === "refused" ? read.reason : undefined;
    if (read.status === "ok") this.opened = read.result;
  }

  #allowDrop = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  #drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault(); // the browser would leave the page for the file
    void this.#open(file);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-app": WallApp;
  }
}
