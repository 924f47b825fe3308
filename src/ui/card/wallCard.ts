import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { UserStop } from "../../analysis/userStops.ts";
import type { Wall } from "../../analysis/wall.ts";
import { download } from "../../storage/download.ts";
import { acceleratorRoofs, type AcceleratorRoof } from "../charts/acceleratorRoof.ts";
import { darkPalette, lightPalette, neutral, paletteAt, variablePalette } from "../palette.ts";
import { rootScale } from "../rootScale.ts";
import { base } from "../styles/base.ts";
import { fileNameOf, pngBlob } from "../svgImage.ts";
import { cardWords as words, lensWords } from "../words.ts";
import { cardImage, imageScale, type CardImageText } from "./cardImage.ts";
import { cardLayout } from "./cardLayout.ts";
import { cardModel, cardSummary, type CardContext, type CardModel } from "./cardModel.ts";
import { cardStyles } from "./cardStyles.ts";
import { cardSvg } from "./cardSvg.ts";
import { chipOfLabel } from "./chipOfLabel.ts";
import "./chipToggle.ts";
import type { ChipChoice } from "./chipToggle.ts";
import { imageText } from "./imageText.ts";
import { publishedPeak } from "./publishedPeak.ts";
import { serifSource } from "./serifSource.ts";
import "./userSlider.ts";

/** The picture: a thousand cells of arithmetic for reading, the same thousand for writing. */
@customElement("wall-card")
export class WallCard extends LitElement {
  static override styles = [base, cardStyles];

  @property({ attribute: false }) wall: Wall | undefined;
  @property({ attribute: false }) context: CardContext = { origin: [] };
  /** Headline and paragraph of the exported image; undefined: there is nothing to share. */
  @property({ attribute: false }) text: CardImageText | undefined;
  /** Somebody else's run, in neutral ink: accents come with the first point measured here. */
  @property({ type: Boolean }) recorded = false;
  /** Users at once that the picture can be drawn for; empty: for one only. */
  @property({ attribute: false }) stops: readonly UserStop[] = [];
  /** The device's name, by which its datasheet is found; undefined: no datasheet is offered. */
  @property() device: string | undefined;
  @state() private users = 1;
  @state() private choice: ChipChoice | undefined;
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

  get #stop(): UserStop | undefined {
    return this.stops.find(({ users }) => users === this.users);
  }

  /** Chips with more arithmetic than this run reached: of others there is nothing to add. */
  get #chips(): readonly AcceleratorRoof[] {
    const peak = this.wall?.peak;
    if (this.device === undefined || !peak) return [];
    return acceleratorRoofs.filter((roof) => roof.peak.value > peak.flopsPerSecond);
  }

  get #chip(): AcceleratorRoof | undefined {
    const chips = this.#chips;
    return this.choice
      ? chips.find(({ accelerator }) => accelerator.id === this.choice?.id)
      : chipOfLabel(this.device ?? "", chips);
  }

  /** The first frame has the card at its size already: what stands below must not move. */
  protected override firstUpdated(): void {
    this.#fit();
  }

  get #model(): CardModel | undefined {
    const wall = this.#stop?.wall ?? this.wall;
    const chip = this.choice?.isShown ? this.#chip : undefined;
    return (
      wall && cardModel(wall, { ...this.context, ...(chip && { published: publishedPeak(chip) }) })
    );
  }

  get #drawnText(): CardImageText | undefined {
    return this.text && imageText(this.text, this.#stop, this.#model, this.context.origin);
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
      ${this.#lenses()} ${this.text ? this.#actions() : nothing}
    `;
  }

  #lenses(): TemplateResult | typeof nothing {
    const chips = this.#chips;
    if (this.stops.length === 0 && chips.length === 0) return nothing;
    return html`<div class="lenses screen-only" role="group" aria-label=${lensWords.label}>
      ${
        this.stops.length > 0
          ? html`<user-slider
              .stops=${this.stops}
              .users=${this.#stop?.users ?? 1}
              @users=${({ detail }: CustomEvent<number>) => (this.users = detail)}
            ></user-slider>`
          : nothing
      }
      ${
        chips.length > 0
          ? html`<chip-toggle
              .choices=${chips}
              .chip=${this.#chip}
              .shown=${this.choice?.isShown ?? false}
              @chip=${({ detail }: CustomEvent<ChipChoice>) => (this.choice = detail)}
            ></chip-toggle>`
          : nothing
      }
    </div>`;
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
    const text = this.#drawnText;
    if (!model || !text) throw new Error("there is no card to draw");
    const isDark = paletteAt(this).ground === darkPalette.ground;
    const palette = isDark ? darkPalette : lightPalette;
    return pngBlob(cardImage(model, text, palette, await serifSource()), imageScale);
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
