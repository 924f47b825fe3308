import { svg, html, type TemplateResult } from "lit";
import type { Phase } from "../domain/result.ts";

/** The sign of a phase beside its words: a square reads, a circle writes. Never colour alone. */
export const phaseMark = (phase: Phase): TemplateResult =>
  html`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    ${
      phase === "prefill"
        ? svg`<rect x="1" y="1" width="10" height="10" fill="var(--prefill)" />`
        : svg`<circle cx="6" cy="6" r="5.25" fill="var(--decode)" />`
    }
  </svg>`;
