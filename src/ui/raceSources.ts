import { html, nothing, type TemplateResult } from "lit";
import { inputsOf } from "../projection/inputs.ts";
import type { RaceEntrant } from "../projection/raceEntrants.ts";
import type { Reference } from "../reference/reference.ts";
import { formatSignificant } from "../report/format.ts";
import { machineName } from "./charts/machineName.ts";
import { inputText, sourceLink } from "./inputText.ts";
import { raceWords as words } from "./raceWords.ts";

const published = ({ sources }: Reference, entrant: RaceEntrant): readonly TemplateResult[] =>
  (entrant.measurements ?? []).map(({ value, unit, weights, software, note, source: id }) => {
    const source = sources.find((candidate) => candidate.id === id);
    const about = [weights, software, note].filter((text) => text !== undefined).join("; ");
    return html`${typeof value === "number" ? formatSignificant(value, 4) : value.join(" to ")}
    ${unit}${about === "" ? nothing : ` (${about})`}: ${source ? sourceLink(source) : id}`;
  });

const figures = ({ sources }: Reference, { projection }: RaceEntrant): readonly TemplateResult[] =>
  projection
    ? inputsOf(projection.deployment.chip.profile, sources, {
        ...(projection.arithmetic && { arithmetic: projection.arithmetic }),
        exchanges: projection.links.exchanges,
      }).map(inputText)
    : [];

/** Where the rates of all lanes are published; the visitor's own have no source but the run. */
export const raceSources = (
  reference: Reference,
  entrants: readonly RaceEntrant[],
): TemplateResult | typeof nothing => {
  const sourced = entrants
    .map((entrant) => ({
      entrant,
      texts: [...published(reference, entrant), ...figures(reference, entrant)],
    }))
    .filter(({ texts }) => texts.length > 0);
  return sourced.length === 0
    ? nothing
    : html`<details class="small">
        <summary>${words.sources}</summary>
        <ul>
          ${sourced.map(
            ({ entrant, texts }) =>
              html`<li>
                ${machineName(entrant)}:
                ${texts.map((text, index) => html`${index > 0 ? "; " : nothing}${text}`)}.
              </li>`,
          )}
        </ul>
      </details>`;
};
