import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { batches } from "../../projection/setup.ts";
import { publishedStorage } from "../../projection/storedType.ts";
import type { ReferenceModel } from "../../reference/referenceModel.ts";
import { formatCount } from "../../report/format.ts";
import { firstLens, type Lens, type LensStorage } from "../lens.ts";
import { projectionLensWords as words } from "../projectionLensWords.ts";
import { storedTypeNames } from "../storedTypeNames.ts";
import { base } from "../styles/base.ts";
import { selects } from "../styles/selects.ts";

const contexts: readonly number[] = [0, 4096, 32_768, 131_072, 1_048_576];

interface Option {
  readonly value: string;
  readonly text: string;
}

const options = (choices: readonly Option[], chosen: string): readonly TemplateResult[] =>
  choices.map(
    ({ value, text }) =>
      html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
  );

/** Model, bits, users and context of a projection. Tells `lens-change`; measures nothing. */
@customElement("wall-lens")
export class WallLens extends LitElement {
  static override styles = [
    base,
    selects,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: var(--space-3) var(--space-4);
        min-width: 0;
        padding: 0;
        border: 0;
      }
    `,
  ];

  @property({ attribute: false }) models: readonly ReferenceModel[] = [];
  @property({ attribute: false }) lens: Lens = firstLens;

  override render(): TemplateResult {
    const { modelId, storage, users, contextTokens } = this.lens;
    const model = this.models.find(({ id }) => id === modelId);
    const storages: readonly Option[] = [
      ...Object.entries(storedTypeNames).map(([value, text]) => ({ value, text })),
      ...(model && publishedStorage(model) ? [{ value: "published", text: words.published }] : []),
    ];
    return html`<fieldset>
      <legend class="visually-hidden">${words.label}</legend>
      ${this.#select(
        words.model,
        this.models.map(({ id, name }) => ({ value: id, text: name })),
        modelId,
        (value) => this.#toModel(value),
      )}
      ${this.#select(words.storage, storages, storage, (value) =>
        this.#tell({ storage: value as LensStorage }),
      )}
      ${this.#select(
        words.users,
        batches.map((count) => ({ value: String(count), text: formatCount(count) })),
        String(users),
        (value) => this.#tell({ users: Number(value) }),
      )}
      ${this.#select(
        words.context,
        contexts.map((count) => ({
          value: String(count),
          text: count === 0 ? words.noContext : `${formatCount(count)} ${words.tokens}`,
        })),
        String(contextTokens),
        (value) => this.#tell({ contextTokens: Number(value) }),
      )}
    </fieldset>`;
  }

  #select(
    label: string,
    choices: readonly Option[],
    chosen: string,
    take: (value: string) => void,
  ): TemplateResult {
    return html`<label
      >${label}
      <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
        ${options(choices, chosen)}
      </select></label
    >`;
  }

  /** A model without a format of its own cannot keep that of another. */
  #toModel(modelId: string): void {
    const model = this.models.find(({ id }) => id === modelId);
    const storage: LensStorage =
      this.lens.storage === "published" && model && !publishedStorage(model)
        ? "f16"
        : this.lens.storage;
    this.#tell({ modelId, storage });
  }

  #tell(change: Partial<Lens>): void {
    const lens = { ...this.lens, ...change };
    this.dispatchEvent(new CustomEvent("lens-change", { detail: lens }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wall-lens": WallLens;
  }
}
