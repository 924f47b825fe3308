import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Wall } from "../../analysis/wall.ts";
import { download } from "../../storage/download.ts";
import { darkPalette, lightPalette, neutral, paletteAt, variablePalette } from "../palette.ts";
import { rootScale } from "../rootScale.ts";
import { base } from "../styles/base.ts";
import { fileNameOf, pngBlob } from "../svgImage.ts";
import { cardWords as words } from "../words.ts";
import { cardImage, imageScale, type CardImageText } from "./cardImage.ts";
import { cardLayout } from "./cardLayout.ts";
import { cardModel, cardSummary, type CardContext, type CardModel } from "./cardModel.ts";
import { cardSvg } from "./cardSvg.ts";
import { serifSource } from "./serifSource.ts";

/** The picture: a thousand cells of arithmetic for reading, the same thousand for writing. */
@customElement("wall-card")
export class WallCard extends LitElement {
  static override styles = [
    base,
    css`
      svg {
        display: block;
        max-width: 100%;
        overflow: visible;
        font-family: var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .note {
        margin-bottom: var(--space-4);
        color: var(--muted);
      }
      .actions {
        margin-top: var(--space-4);
      }
      .status {
        min-height: 1.5em;
      }
      @media print {
        svg {
          width: 100%;
          height: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) wall: Wall | undefined;
  @property({ attribute: false }) context: CardContext = { origin: [] };
  /** Headline and paragraph of the exported image; undefined: there is nothing to share. */
  @property({ attribute: false }) text: CardImageText | undefined;
  /** Somebody else's run, in neutral ink: accents come with the first point measured here. */
  @property({ type: Boolean }) recorded = false;
  @state() private width = 0;
  @state() private status = "";

  #scale = 1;
  readonly #observer = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** The first frame has the card at its size already: what stands below must not move. */
  protected override firstUpdated(): void {
    this.#fit();
  }

  get #model(): CardModel | undefined {
    return this.wall && cardModel(this.wall, this.context);
  }

  override render(): TemplateResult | typeof nothing {
    const model = this.#model;
    if (!model || this.width === 0) return nothing;
    const hasPoint = model.reading.memory !== undefined || model.writing.memory !== undefined;
    const palette = this.recorded || !hasPoint ? neutral(variablePalette) : variablePalette;
    const { drawing, width, height } = cardSvg(model, cardLayout(this.width), palette);
    return html`
      <svg
        role="img"
        aria-label=${`${words.title}. ${cardSummary(model)}`}
        width=${width * this.#scale}
        height=${height * this.#scale}
        viewBox="0 0 ${width} ${height}"
      >
        ${drawing}
      </svg>
      ${this.text ? this.#actions() : nothing}
    `;
  }

  #actions(): TemplateResult {
    return html`<div class="actions">
        <button @click=${this.#save}>${words.save}</button>
        <button @click=${this.#copy}>${words.copy}</button>
        ${"share" in navigator ? html`<button @click=${this.#share}>${words.share}</button>` : nothing}
      </div>
      <p class="status small muted" role="status">${this.status}</p>`;
  }

  /** Layout is in units of the 16 px that it was designed for; larger roots enlarge the whole. */
  #fit(): void {
    this.#scale = rootScale();
    this.width = Math.floor(this.clientWidth / this.#scale);
  }

  async #png(): Promise<Blob> {
    const model = this.#model;
    if (!model || !this.text) throw new Error("there is no card to draw");
    const isDark = paletteAt(this).ground === darkPalette.ground;
    const palette = isDark ? darkPalette : lightPalette;
    return pngBlob(cardImage(model, this.text, palette, await serifSource()), imageScale);
  }

  get #fileName(): string {
    return fileNameOf(`${words.title} ${this.context.origin[0] ?? ""}`, "png");
  }

  #save = async (): Promise<void> => {
    download(this.#fileName, await this.#png());
  };

  #copy = async (): Promise<void> => {
    try {
      // Safari wants the promise itself: after an await the click no longer counts.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": this.#png() })]);
      this.status = words.copied;
    } catch {
      this.status = words.copyFailed;
    }
  };

  #share = async (): Promise<void> => {
    const files = [new File([await this.#png()], this.#fileName, { type: "image/png" })];
    try {
      if (navigator.canShare({ files })) await navigator.share({ files });
      else await this.#save();
    } catch {
      this.status = ""; // the visitor closed the sheet
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-card": WallCard;
  }
}
