import { html, nothing, type TemplateResult } from "lit";
import { inputsOf } from "../projection/inputs.ts";
import { byPower } from "../projection/powered.ts";
import type { Reference } from "../reference/reference.ts";
import { formatCompact, formatCount } from "../report/format.ts";
import { shortName } from "./charts/acceleratorRoof.ts";
import type { SystemFront } from "./charts/interactivityFigure.ts";
import { machineName } from "./charts/machineName.ts";
import { inputText, sourceLink } from "./inputText.ts";
import type { InteractivityChoice, InteractivityScene } from "./interactivityScene.ts";
import { interactivityWords as words } from "./interactivityWords.ts";

const systemSources = (
  { sources }: Reference,
  { profile, front }: SystemFront,
): TemplateResult | typeof nothing => {
  const last = front.at(-1)?.projection;
  if (!last) return nothing;
  const inputs = inputsOf(profile, sources, {
    ...(last.arithmetic && { arithmetic: last.arithmetic }),
    exchanges: last.links.exchanges,
  });
  return html`<li>
    ${shortName(profile)}:
    ${inputs.map((input, index) => html`${index > 0 ? "; " : nothing}${inputText(input)}`)}.
  </li>`;
};

/** One line for each system and source, however many points it gave. */
const publishedSources = (
  { sources, profiles }: Reference,
  { input }: InteractivityScene,
): readonly TemplateResult[] =>
  input.published.flatMap(({ profile: id, points }) => {
    const [first] = points;
    const profile = profiles.find((candidate) => candidate.id === id);
    const source = sources.find((candidate) => candidate.id === first?.measurement.source);
    if (!first || !source) return [];
    const { confidence, workload, note } = first.measurement;
    const values = points
      .map(
        ({ perUser, perMegawatt }) => `${formatCompact(perMegawatt)} at ${formatCompact(perUser)}`,
      )
      .join(", ");
    const about = [confidence, workload, note].filter((text) => text !== undefined).join("; ");
    return [
      html`<li>
        ${profile ? machineName(profile) : id}, ${first.model}: ${values} (${about}:
        ${sourceLink(source)})
      </li>`,
    ];
  });

/** Which systems are drawn, which cannot be, and where every figure is published. */
export const interactivitySources = (
  reference: Reference,
  scene: InteractivityScene,
  choice: InteractivityChoice,
  choose: (id: string) => void,
): TemplateResult => {
  const { known, unknown } = byPower(reference.profiles);
  const isOutput = choice.counts === "output";
  return html`
    ${
      isOutput
        ? html`<details class="screen-only">
              <summary>${words.systems}</summary>
              <fieldset class="boxes">
                <legend class="visually-hidden">${words.systems}</legend>
                ${known.map(
                  (profile) =>
                    html`<label>
                      <input
                        type="checkbox"
                        .checked=${choice.systems.has(profile.id)}
                        @change=${() => choose(profile.id)}
                      />
                      ${machineName(profile)}
                    </label>`,
                )}
              </fieldset>
            </details>
            ${
              scene.unprojected.length > 0
                ? html`<p class="small">${words.unprojected} ${scene.unprojected.join(", ")}.</p>`
                : nothing
            }
            <details class="small">
              <summary>${words.leftOut(formatCount(unknown.length))}</summary>
              <p>${words.leftOutText} ${unknown.map(shortName).join(", ")}.</p>
              ${reference.pairings.map(({ notes }) => html`<p>${notes.join(" ")}</p>`)}
            </details>`
        : nothing
    }
    <details class="small">
      <summary>${words.sources}</summary>
      <ul>
        ${scene.input.systems.map((system) => systemSources(reference, system))}
        ${publishedSources(reference, scene)}
      </ul>
    </details>
  `;
};
