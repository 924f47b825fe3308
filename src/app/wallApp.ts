import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RunEvent } from "../domain/events.ts";
import type { RunOptions, SuiteName } from "../domain/options.ts";
import type { Result } from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import { resultCsv } from "../report/csv.ts";
import { resultJson } from "../report/json.ts";
import { describeUserAgent } from "../runner/environment.ts";
import { download } from "../storage/download.ts";
import { fileName } from "../storage/fileName.ts";
import { openFile } from "../storage/openFile.ts";
import { liveRun } from "../ui/liveRun.ts";
import { base } from "../ui/styles/base.ts";
import "../ui/views/wallScroll.ts";
import { runWords } from "../ui/words.ts";
import { appWords as words, danglingText } from "./appWords.ts";
import { halved } from "./deviceLoss.ts";
import type { JournalEntry } from "./journal.ts";
import type { Measuring } from "./measuring.ts";
import { pageAddress } from "./pageAddress.ts";

/** Hands what happens to the page's view, and what the visitor asks for to the measuring. */
@customElement("wall-app")
export class WallApp extends LitElement {
  static override styles = [
    base,
    css`
      .notice {
        max-width: var(--measure);
        margin-top: var(--space-6);
        padding: var(--space-4);
        border: 1px solid var(--outline);
        border-radius: var(--radius);
      }
      .notice > * + * {
        margin-top: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) measuring!: Measuring;
  /** What a run is asked for, by the address. */
  @property({ attribute: false }) options: RunOptions = { suite: "quick" };
  /** Where the browser ended the last run of this tab. */
  @property({ attribute: false }) dangling: JournalEntry | undefined;
  /** The page is inside another, where it does not measure. */
  @property({ type: Boolean }) framed = false;
  /** A run of another machine, shown until there is one of this. */
  @property({ attribute: false }) recording: Result | undefined;
  @state() private opened: Result | undefined;
  @state() private refusal: string | undefined;

  /** Kept for when the thread dies and takes its result with it. */
  #heard: readonly RunEvent[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.measuring.onChange = this.#follow;
    this.addEventListener("wall-start", ({ detail: { suite, isSmaller } }) =>
      this.#start(isSmaller ? halved(this.options, this.#heldBytes) : this.#optionsFor(suite)),
    );
    this.addEventListener("wall-cancel", () => void this.measuring.cancel());
    this.addEventListener("wall-save", ({ detail }) => this.#save(detail.format));
    this.addEventListener("wall-open", ({ detail }) => void this.#open(detail.file));
    addEventListener("dragover", this.#allowDrop);
    addEventListener("drop", this.#drop);
  }

  override render(): TemplateResult {
    const { state: run, capabilities } = this.measuring;
    return html`<wall-scroll
      .run=${run}
      .capabilities=${capabilities}
      .platform=${platform}
      .opened=${this.opened}
      .recording=${this.recording}
      .heard=${run.status === "failed" && this.#heard.length > 0 ? liveRun(this.#heard) : undefined}
      .refusal=${this.refusal}
      .address=${pageAddress(location)}
      >${this.dangling ? this.#danglingNotice(this.dangling) : nothing}
      ${this.framed ? ownTab : nothing}
    </wall-scroll>`;
  }

  /** A run, whoever started it, takes the place of what was shown. */
  #follow = (): void => {
    const { state: run } = this.measuring;
    if (run.status === "running") {
      this.#heard = run.events;
      this.opened = undefined;
      this.refusal = undefined;
      this.dangling = undefined;
    }
    this.requestUpdate();
  };

  #danglingNotice(entry: JournalEntry): TemplateResult {
    return html`<div class="notice" role="status">
      <p>${danglingText(entry)}</p>
      <button @click=${() => this.#start(halved(this.options, entry.bytes))}>
        ${runWords.smaller}
      </button>
    </div>`;
  }

  /** The plain button means what the address says; the other names its suite. */
  #optionsFor(suite: SuiteName): RunOptions {
    return suite === "quick" ? this.options : { ...this.options, suite };
  }

  /** GPU memory that the last run held at its end; undefined where it did not say. */
  get #heldBytes(): Bytes | undefined {
    return this.#heard.findLast((event) => event.kind === "progress")?.bytes;
  }

  #start(options: RunOptions): void {
    void this.measuring.run(options);
  }

  get #result(): Result | undefined {
    const { state: run } = this.measuring;
    if (this.opened) return this.opened;
    return run.status === "done" ? run.result : run.status === "failed" ? run.partial : undefined;
  }

  #save(format: "json" | "csv"): void {
    const result = this.#result;
    if (!result) return;
    const content =
      format === "json"
        ? new Blob([resultJson(result)], { type: "application/json" })
        : new Blob([resultCsv(result)], { type: "text/csv" });
    download(fileName(result, format), content);
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

const platform = describeUserAgent(navigator.userAgent);

const ownTab = html`<p class="notice">
  <a href="./" target="_blank" rel="noopener">${words.ownTab}</a>
</p>`;

declare global {
  interface HTMLElementTagNameMap {
    "wall-app": WallApp;
  }
}
