import { html, type TemplateResult } from "lit";
import "../elements/wallCache.ts";
import "../elements/wallCompany.ts";
import { explained } from "../explained.ts";
import { sectionWords as words } from "../words.ts";
import type { Scene } from "./scene.ts";

const onlyGpus = html`<p class="muted">${words.onlyGpusHere}</p>`;

/** What users at once buy; nothing of a processor. */
export const companySection = ({ wall, measured }: Scene, origin: string): TemplateResult =>
  html`<section aria-labelledby="company">
    <h2 id="company">${words.company}</h2>
    <p>${explained(words.companyText, "token")}</p>
    ${
      wall
        ? html`<wall-company
            .sweep=${measured?.batchSweep ?? []}
            .decode=${measured?.decode ?? []}
            .ceilings=${measured?.ceilings ?? { compute: {} }}
            .origin=${origin}
          ></wall-company>`
        : onlyGpus
    }
  </section>`;

/** What the cache gives, and why it is no fast memory; nothing of a processor. */
export const cacheSection = ({ wall, measured }: Scene, origin: string): TemplateResult =>
  html`<section aria-labelledby="cache">
    <h2 id="cache">${words.cache}</h2>
    <p>${words.cacheText}</p>
    ${
      wall
        ? html`<wall-cache
            .measured=${measured}
            .step=${wall.writing.status === "known" ? wall.writing.row : undefined}
            .origin=${origin}
          ></wall-cache>`
        : onlyGpus
    }
  </section>`;
