import { html, type TemplateResult } from "lit";
import type { Reference } from "../reference/reference.ts";
import { formatCount } from "../report/format.ts";
import { withModel } from "./interactivityChoice.ts";
import { contextChoices, weightChoices, type InteractivityChoice } from "./interactivityScene.ts";
import { interactivityWords as words } from "./interactivityWords.ts";
import { selectField } from "./selectField.ts";

/** Which tokens are counted, and where bounds are drawn of what; calls back with the new choice. */
export const interactivityFields = (
  { models }: Pick<Reference, "models">,
  choice: InteractivityChoice,
  choose: (choice: InteractivityChoice) => void,
): TemplateResult => {
  const { model } = choice;
  const counting = html`<div role="group" aria-label=${words.countsLabel}>
    ${(["output", "input-and-output-with-cache"] as const).map(
      (counts) =>
        html`<button
          aria-pressed=${counts === choice.counts}
          @click=${() => choose({ ...choice, counts })}
        >
          ${words.counts[counts]}
        </button>`,
    )}
  </div>`;
  if (choice.counts !== "output") return counting;
  return html`${counting}
    <div class="fields">
      ${selectField(
        words.model,
        models.map(({ id, name }) => [id, name]),
        model.id,
        (id) => choose(withModel(models, choice, id)),
      )}
      ${selectField(
        words.weights,
        weightChoices(model).map((weights) => [weights, words.weightChoices[weights]]),
        choice.weights,
        (weights) => choose({ ...choice, weights }),
      )}
      ${selectField(
        words.context,
        contextChoices(model).map((tokens) => [
          String(tokens),
          tokens === 0 ? words.noContext : `${formatCount(tokens)} ${words.tokens}`,
        ]),
        String(choice.contextTokens),
        (tokens) => choose({ ...choice, contextTokens: Number(tokens) }),
      )}
    </div>`;
};
