import * as v from "valibot";
import type { Environment } from "../domain/capabilities.ts";
import type { RememberedChoice } from "../domain/options.ts";
import type { Suite, TuningRow } from "../domain/result.ts";
import { tuningSubject } from "../domain/tuningSubject.ts";

/** Where a choice holds: nowhere else is the same variant sure to be the fastest. */
export interface TuningPlace {
  readonly environment: Pick<Environment, "adapter" | "limits" | "features" | "browser">;
  readonly suite: Pick<Suite, "name" | "version">;
  /** Another build may have other variants. */
  readonly buildId: string;
}

/** What the tuner found in this browser, for a week: drivers and browsers change. */
export interface TunerMemory {
  recall(place: TuningPlace): readonly RememberedChoice[];
  /** Keeps what the searches of a run found that came to their end. */
  remember(place: TuningPlace, rows: readonly TuningRow[]): void;
}

const storageKey = "decode-wall.tuning";
const longestMilliseconds = 7 * 24 * 3600 * 1000;
const mostPlaces = 4;
const mostChoices = 200;
/** More than the most that is ever kept. */
const mostCharacters = 2 ** 18;

const text = v.pipe(v.string(), v.maxLength(100));
const schema = v.pipe(
  v.array(
    v.object({
      place: v.string(),
      choices: v.pipe(
        v.array(v.object({ subject: text, variant: text, foundAt: v.number() })),
        v.maxLength(mostChoices),
      ),
    }),
  ),
  v.maxLength(mostPlaces),
);
/** The place of the last run first. */
type Kept = v.InferOutput<typeof schema>;

const sorted = (record: object): readonly (readonly [string, unknown])[] =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

const placeText = ({ environment, suite, buildId }: TuningPlace): string => {
  const { adapter, limits, features, browser } = environment;
  const { name, version } = suite;
  return JSON.stringify([
    sorted(adapter),
    sorted(limits),
    features.toSorted(),
    browser,
    name,
    version,
    buildId,
  ]);
};

/** What storage gives back may be of another version or edited, and visitors may forbid it. */
const read = (open: () => Storage): Kept => {
  try {
    const kept = open().getItem(storageKey) ?? "[]";
    return kept.length > mostCharacters ? [] : v.parse(schema, JSON.parse(kept));
  } catch {
    return [];
  }
};

/** A memory in the storage that `open` gives; it may throw. */
export const createTunerMemory = (
  open: () => Storage = () => localStorage,
  now: () => number = Date.now,
): TunerMemory => {
  const choicesAt = (place: string): Kept[number]["choices"] =>
    (read(open).find((each) => each.place === place)?.choices ?? []).filter(({ foundAt }) => {
      const age = now() - foundAt;
      return age >= 0 && age < longestMilliseconds;
    });
  return {
    recall: (place) =>
      choicesAt(placeText(place)).map(({ subject, variant }) => ({ subject, variant })),
    remember: (where, rows) => {
      const found = rows.flatMap(({ kernel, shape, winner, search }) =>
        kernel !== undefined && search === "finished"
          ? [{ subject: tuningSubject(kernel, shape), variant: winner, foundAt: now() }]
          : [],
      );
      if (found.length === 0) return;
      const place = placeText(where);
      const earlier = choicesAt(place).filter(
        (choice) => !found.some(({ subject }) => subject === choice.subject),
      );
      const others = read(open).filter((each) => each.place !== place);
      const choices = [...found, ...earlier].slice(0, mostChoices);
      const kept: Kept = [{ place, choices }, ...others].slice(0, mostPlaces);
      try {
        open().setItem(storageKey, JSON.stringify(kept));
      } catch {
        // Full or forbidden: the next run searches again.
      }
    },
  };
};
