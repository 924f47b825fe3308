import { html, nothing, type TemplateResult } from "lit";
import { raceModes } from "../projection/race.ts";
import type { Reference } from "../reference/reference.ts";
import { formatCount } from "../report/format.ts";
import { weightChoices } from "./interactivityScene.ts";
import { interactivityWords } from "./interactivityWords.ts";
import { numberField } from "./numberField.ts";
import { modelChoice } from "./raceChoice.ts";
import type { RaceChoice } from "./raceScene.ts";
import { raceWords as words } from "./raceWords.ts";
import { selectField } from "./selectField.ts";

const mostTokens = 1_000_000;

/** The task, the model, and how much is read and written; calls back with what changed. */
export const raceFields = (
  { models }: Pick<Reference, "models">,
  choice: RaceChoice,
  choose: (change: Partial<RaceChoice>) => void,
): TemplateResult => {
  const { mode, model } = choice;
  return html`<div role="group" aria-label=${words.modeLabel}>
      ${raceModes.map(
        (one) =>
          html`<button aria-pressed=${one.id === mode.id} @click=${() => choose({ mode: one })}>
            ${words.modes[one.id]}
          </button>`,
      )}
    </div>
    <div class="fields">
      ${selectField(
        words.model,
        models.map(({ id, name }) => [id, name]),
        model.id,
        (id) => choose(modelChoice(models, id)),
      )}
      ${selectField(
        words.weights,
        weightChoices(model).map((one) => [one, interactivityWords.weightChoices[one]]),
        choice.weights,
        (weights) => choose({ weights }),
      )}
      ${numberField(words.prompt, mode.firstPromptTokens, mostTokens, (tokens) =>
        choose({ mode: { ...mode, firstPromptTokens: tokens } }),
      )}
      ${numberField(words.answer, mode.answerTokens, mostTokens, (tokens) =>
        choose({ mode: { ...mode, answerTokens: tokens } }),
      )}
    </div>
    ${
      mode.turns > 1
        ? html`<label class="box"
            ><input
              type="checkbox"
              .checked=${choice.prefixCache}
              @change=${() => choose({ prefixCache: !choice.prefixCache })}
            />
            ${words.prefixCache}, ${words.nextPrompt(formatCount(mode.nextPromptTokens))}</label
          >`
        : nothing
    }`;
};
