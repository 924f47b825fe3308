import { html, nothing, type TemplateResult } from "lit";
import { formatCount, formatRatio, formatSignificant } from "../report/format.ts";
import { ladderTrack } from "./charts/ladderTrack.ts";
import { hereWords as words } from "./hereWords.ts";
import { ladderRange, youId, type LadderLine } from "./ladderLines.ts";
import type { LadderScene } from "./ladderScene.ts";

/** How the rungs of one ladder are drawn. */
export interface RungLook {
  readonly scene: LadderScene;
  readonly names: ReadonlyMap<string, string>;
  /** The result is a recording of another machine. */
  readonly isRecorded: boolean;
  readonly opened: ReadonlySet<string>;
  readonly onToggle: (id: string, isOpen: boolean) => void;
  readonly facts: (line: LadderLine) => TemplateResult;
}

/** Chips that hold one copy, and whether the machine can be had. */
const asideOf = ({ row, standing }: LadderLine, isRecorded: boolean): string => {
  if (!row) return isRecorded ? words.recorded : words.standings[standing];
  const { profile, projection } = row;
  const { chips, chip, systems } = projection.deployment;
  const place =
    systems > 1 && chip.perSystem > 1
      ? words.racks(formatCount(systems), formatCount(chips))
      : words.chips(chips, chip.perSystem);
  return profile.status === "released" ? place : `${place}, ${profile.status}`;
};

const timesOf = ({ id, value }: LadderLine, { baseline }: LadderScene): string => {
  if (!baseline) return "";
  return baseline.id === id ? words.baseline : words.times(formatRatio(value / baseline.value));
};

/** Neutral for machines and recordings: the accent is the visitor's own measurement. */
export const rungInk = (isYou: boolean, isRecorded: boolean): string =>
  isYou ? (isRecorded ? "var(--ink)" : "var(--decode)") : "var(--muted)";

/** A rung that opens to what its rate follows from, with sources. */
export const ladderRung = (line: LadderLine, look: RungLook): TemplateResult => {
  const { id, value, standing } = line;
  const { scene, names, isRecorded, opened, onToggle, facts } = look;
  const isYou = id === youId;
  const isOpen = opened.has(id);
  const name = isYou ? `${words.you}, ${scene.you?.label ?? ""}` : names.get(id);
  const range = ladderRange(scene.shown);
  return html`<li>
    <details
      class=${isYou ? "you" : ""}
      ?open=${isOpen}
      @toggle=${(event: Event) => onToggle(id, (event.target as HTMLDetailsElement).open)}
    >
      <summary class="rung">
        <span class="name"
          ><span>${name}</span> <span class="aside">${asideOf(line, isRecorded)}</span></span
        >
        ${ladderTrack(line, range, rungInk(isYou, isRecorded))}
        <span class="value"
          ><span class="visually-hidden">${words.standings[standing]} </span>${formatSignificant(
            value,
          )}<span class="visually-hidden"> ${words.unit(words.keys[scene.key])}</span></span
        >
        <span class="times">${timesOf(line, scene)}</span>
      </summary>
      ${isOpen ? html`<div class="facts">${facts(line)}</div>` : nothing}
    </details>
  </li>`;
};
