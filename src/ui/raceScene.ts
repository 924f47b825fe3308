import type { Result } from "../domain/result.ts";
import type { Seconds, TokensPerSecond } from "../domain/units.ts";
import { raceSchedule, type RaceMode, type RaceSchedule } from "../projection/race.ts";
import {
  longestContext,
  measuredEntrant,
  projectedEntrant,
  publishedEntrants,
  typedEntrant,
  type RaceEntrant,
} from "../projection/raceEntrants.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { setupOf, type WeightChoice } from "./interactivityScene.ts";

/** Rates of a lane that its visitor types; undefined where the field is empty. */
export interface TypedRates {
  readonly reading: TokensPerSecond | undefined;
  readonly writing: TokensPerSecond | undefined;
}

/** What the visitor set. */
export interface RaceChoice {
  readonly mode: RaceMode;
  readonly prefixCache: boolean;
  readonly model: ReferenceModel;
  readonly weights: WeightChoice;
  /** Ids of entrants, by lane. */
  readonly lanes: readonly string[];
  readonly typed: readonly TypedRates[];
}

/** Everybody who could race with a model, in the groups of the lanes' lists. */
export interface Entrants {
  readonly own: readonly RaceEntrant[];
  readonly published: readonly RaceEntrant[];
  readonly projected: readonly RaceEntrant[];
}

export interface RaceLaneScene {
  /** Undefined where the lane's entrant has no rates with this model, or none is typed. */
  readonly entrant: RaceEntrant | undefined;
  readonly schedule: RaceSchedule | undefined;
}

export interface RaceScene {
  readonly entrants: Entrants;
  readonly lanes: readonly RaceLaneScene[];
  /** Of the slowest lane. */
  readonly longest: Seconds;
}

export const entrantsOf = (
  reference: Reference,
  result: Result | undefined,
  { model, weights, mode }: Pick<RaceChoice, "model" | "weights" | "mode">,
): Entrants => {
  const setup = setupOf({ model, weights, contextTokens: longestContext(mode) });
  const measured = result && measuredEntrant(result, model, setup);
  return {
    own: measured ? [measured] : [],
    published: publishedEntrants(reference, model),
    projected: reference.profiles.flatMap(
      (profile) => projectedEntrant(profile, model, setup) ?? [],
    ),
  };
};

const typedOf = (rates: TypedRates | undefined): RaceEntrant | undefined =>
  rates?.writing === undefined
    ? undefined
    : typedEntrant({
        ...(rates.reading !== undefined && { prefillTokensPerSecond: rates.reading }),
        decodeTokensPerSecond: rates.writing,
      });

/** Who would stand in a lane first: one's own, then what others measured, then a bound. */
const firstProjected = "projected:nvidia-h100-sxm";
const firstPublished = [
  "published:llamacpp-l3-8b-f16-decode-nvidia-rtx-4090",
  "published:llamacpp-gptoss120b-decode-nvidia-dgx-spark",
];

/** The lane's choice where it can race, else the first of a list that can. */
const present = (id: string, lane: number, entrants: Entrants): string => {
  const all = [...entrants.own, ...entrants.published, ...entrants.projected];
  const isThere = (wanted: string): boolean =>
    wanted === "typed" || all.some((entrant) => entrant.id === wanted);
  const published = firstPublished.find(isThere) ?? entrants.published[0]?.id;
  const fallbacks = [
    ["measured", "projected:apple-m4-max"],
    [...(published === undefined ? [] : [published]), "projected:nvidia-rtx-4090"],
    [firstProjected],
  ][lane];
  return [id, ...(fallbacks ?? [])].find(isThere) ?? entrants.projected[lane]?.id ?? "typed";
};

/** Lanes as chosen, each replaced by one that this model can race with where it has to be. */
export const lanesOf = (lanes: readonly string[], entrants: Entrants): readonly string[] =>
  lanes.map((id, lane) => present(id, lane, entrants));

/** The whole race as a function of what was chosen: who runs, when each reads and writes. */
export const raceScene = (entrants: Entrants, choice: RaceChoice): RaceScene => {
  const { mode, prefixCache, typed } = choice;
  const all = [...entrants.own, ...entrants.published, ...entrants.projected];
  const lanes = lanesOf(choice.lanes, entrants).map((id, lane): RaceLaneScene => {
    const entrant =
      id === "typed" ? typedOf(typed[lane]) : all.find((candidate) => candidate.id === id);
    return {
      entrant,
      schedule: entrant && raceSchedule(entrant.pace, mode, { prefixCache }),
    };
  });
  return {
    entrants,
    lanes,
    longest: Math.max(0, ...lanes.map(({ schedule }) => schedule?.seconds ?? 0)),
  };
};
