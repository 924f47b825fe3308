import { html, nothing, type TemplateResult } from "lit";
import type { RaceSchedule } from "../projection/race.ts";
import type { RaceEntrant } from "../projection/raceEntrants.ts";
import { formatCount } from "../report/format.ts";
import { laneName } from "./laneName.ts";
import { writingRateText } from "./raceLaneView.ts";
import type { Entrants, TypedRates } from "./raceScene.ts";
import { raceWords as words } from "./raceWords.ts";
import type { Whose } from "./whose.ts";

interface LaneChoice {
  readonly lane: number;
  readonly chosen: string;
  readonly entrants: Entrants;
  readonly entrant: RaceEntrant | undefined;
  readonly schedule: RaceSchedule | undefined;
  readonly typed: TypedRates | undefined;
  readonly whose: Whose;
  readonly choose: (id: string) => void;
  readonly type: (rates: TypedRates) => void;
}

/** What tells apart the entries of one machine: how its weights were stored, how much was in its cache. */
const detailOf = ({ measurements }: RaceEntrant): string => {
  const [first] = measurements ?? [];
  const depth = first?.contextDepth ?? first?.context;
  return [
    ...(first?.weights === undefined ? [] : [first.weights]),
    ...(depth === undefined ? [] : [`${formatCount(depth)} in the cache`]),
  ]
    .map((text) => `, ${text}`)
    .join("");
};

const group = (
  label: string,
  entrants: readonly RaceEntrant[],
  { chosen, whose }: LaneChoice,
): TemplateResult | typeof nothing =>
  entrants.length === 0
    ? nothing
    : html`<optgroup label=${label}>
        ${entrants.map(
          (entrant) =>
            html`<option value=${entrant.id} .selected=${entrant.id === chosen}>
              ${laneName(entrant, whose)}${detailOf(entrant)}
            </option>`,
        )}
      </optgroup>`;

const rate = (input: EventTarget | null): number | undefined => {
  const value = Number((input as HTMLInputElement).value);
  return Number.isFinite(value) && value > 0 ? value : undefined;
};

const typedField = (
  label: string,
  value: number | undefined,
  take: (value: number | undefined) => void,
): TemplateResult =>
  html`<label
    >${label}
    <input
      type="number"
      min="0.01"
      max="10000000"
      step="any"
      .value=${value === undefined ? "" : String(value)}
      @change=${({ target }: Event) => take(rate(target))}
  /></label>`;

/** Whence the rate is known, and what it counts. */
const facts = ({ entrant, schedule, whose }: LaneChoice): string => {
  if (!entrant || !schedule) return "";
  const { standing, includes, projection, measurements } = entrant;
  const chips = projection?.deployment.chips ?? 1;
  return [
    words.standing[standing === "measured" && whose !== "own" ? "elsewhere" : standing],
    writingRateText(schedule),
    ...(chips > 1 ? [words.onChips(formatCount(chips))] : []),
    ...(includes === undefined ? [] : [words.includes[includes]]),
    ...(measurements?.[0]?.weights === undefined ? [] : [measurements[0].weights]),
  ].join(", ");
};

/** Who runs in a lane, and with typed rates how fast. */
export const laneChooser = (choice: LaneChoice): TemplateResult => {
  const { lane, chosen, entrants, typed, choose, type } = choice;
  const rates = typed ?? { reading: undefined, writing: undefined };
  return html`<label
      >${words.lane(lane + 1)}
      <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
        ${group(words.groups.own, entrants.own, choice)}
        <option value="typed" .selected=${chosen === "typed"}>${words.typed}</option>
        ${group(words.groups.published, entrants.published, choice)}
        ${group(words.groups.projected, entrants.projected, choice)}
      </select></label
    >
    ${
      chosen === "typed"
        ? html`<div class="typed">
            ${typedField(words.typedReading, rates.reading, (reading) => type({ ...rates, reading }))}
            ${typedField(words.typedWriting, rates.writing, (writing) => type({ ...rates, writing }))}
          </div>`
        : nothing
    }
    <p class="small muted">${facts(choice)}</p>`;
};
