import { html, nothing, type TemplateResult } from "lit";
import { ladderKey } from "./charts/ladderTrack.ts";
import { hereWords as words } from "./hereWords.ts";
import type { LadderLine, LadderStanding } from "./ladderLines.ts";
import { rungInk } from "./ladderRung.ts";

const standings: readonly LadderStanding[] = ["measured", "own-ceilings", "bound", "estimate"];

const isYours = (standing: LadderStanding): boolean =>
  standing === "measured" || standing === "own-ceilings";

/** The marks that are drawn, in words. */
export const ladderLegend = (shown: readonly LadderLine[], isRecorded: boolean): TemplateResult => {
  const used = standings.filter((one) => shown.some(({ standing }) => standing === one));
  const hasPublished = shown.some(({ published }) => published.length > 0);
  return html`<ul class="legend">
    ${used.map(
      (one) =>
        html`<li>${ladderKey(one, rungInk(isYours(one), isRecorded))} ${words.legend[one]}</li>`,
    )}
    ${
      hasPublished
        ? html`<li>${ladderKey("published", "var(--ink)")} ${words.legend.published}</li>`
        : nothing
    }
  </ul>`;
};
