import { isSoftware } from "../analysis/ratio.ts";
import type { Result } from "../domain/result.ts";
import type { TokensPerSecond } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { measuredPace } from "./measuredPace.ts";
import { publishedOn } from "./ladder.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import type { RaceMode, RacePace } from "./race.ts";
import { constantPace, projectedPace } from "./racePaces.ts";
import type { Setup } from "./setup.ts";

/** Who can run in a lane, and whence its rates are known. */
export interface RaceEntrant {
  readonly id: string;
  readonly name: string;
  readonly standing: "measured" | "bound" | "estimate" | "published" | "typed";
  readonly pace: RacePace;
  /** Of what was measured here: whole steps, or the weights alone. */
  readonly includes?: "weights" | "step";
  /** Of bounds and estimates: at the race's longest context. */
  readonly projection?: DecodeProjection;
  /** Of published rates: of writing first, then of reading where there is one. */
  readonly measurements?: readonly PublishedMeasurement[];
}

/** Tokens of a conversation when its last answer is written. */
export const longestContext = (mode: RaceMode): number =>
  mode.firstPromptTokens +
  (mode.turns - 1) * mode.nextPromptTokens +
  mode.turns * mode.answerTokens;

/** A result's own rates for one user; undefined where it has none of this model and storage. */
export const measuredEntrant = (
  result: Result,
  model: ReferenceModel,
  { storage }: Pick<Setup, "storage">,
): RaceEntrant | undefined => {
  if (isSoftware(result) || storage.matrices !== storage.experts) return undefined;
  const isOf = (row: {
    readonly model: string;
    readonly dataType: string;
    readonly verification: { readonly status: string };
  }): boolean =>
    row.model === model.id &&
    row.dataType === storage.matrices &&
    row.verification.status === "passed";
  const steps = result.decode.filter((row) => isOf(row) && row.batch === 1);
  const prompts = result.prefill.filter(isOf);
  // Whole steps where there are any: weights alone are faster than what anybody gets.
  const includes = steps.some((row) => row.includes === "step") ? "step" : "weights";
  const isSame = (row: { readonly includes: "weights" | "step" }): boolean =>
    row.includes === includes;
  return steps.length === 0
    ? undefined
    : {
        id: "measured",
        name: result.environment.label,
        standing: "measured",
        includes,
        pace: measuredPace(steps.filter(isSame), prompts.filter(isSame)),
      };
};

/** A machine by its published figures; undefined where nothing follows from them. */
export const projectedEntrant = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): RaceEntrant | undefined => {
  const paced = projectedPace(profile, model, setup);
  const projection = projectDecode(profile, model, setup);
  return paced.status === "paced" && projection.status === "projected"
    ? {
        id: `projected:${profile.id}`,
        name: profile.name,
        standing: projection.standing.kind,
        pace: paced.pace,
        projection,
      }
    : undefined;
};

/** Measured by the same people on the same machine in the same way. */
const isSister = (one: PublishedMeasurement, other: PublishedMeasurement): boolean =>
  one.profile === other.profile &&
  one.model === other.model &&
  one.weights === other.weights &&
  one.source === other.source &&
  one.contextDepth === other.contextDepth;

/** What others measured for one user, with the reading rate beside it where they published one. */
export const publishedEntrants = (
  { profiles, measurements }: Pick<Reference, "profiles" | "measurements">,
  model: ReferenceModel,
): readonly RaceEntrant[] =>
  profiles.flatMap((profile) =>
    publishedOn(profile, model, measurements).flatMap((writing): readonly RaceEntrant[] => {
      if (writing.isSpeculative || typeof writing.value !== "number") return [];
      const reading = measurements.find(
        (one) => one.metric === "prefill_tokens_per_s" && isSister(one, writing),
      );
      const prefill = typeof reading?.value === "number" ? reading.value : undefined;
      return [
        {
          id: `published:${writing.id}`,
          name: profile.name,
          standing: "published",
          pace: constantPace({
            ...(prefill !== undefined && { prefillTokensPerSecond: prefill }),
            decodeTokensPerSecond: writing.value,
          }),
          measurements: [writing, ...(reading ? [reading] : [])],
        },
      ];
    }),
  );

/** Rates that the visitor states; without one of reading the wait is unknown. */
export const typedEntrant = (rates: {
  readonly prefillTokensPerSecond?: TokensPerSecond;
  readonly decodeTokensPerSecond: TokensPerSecond;
}): RaceEntrant => ({ id: "typed", name: "", standing: "typed", pace: constantPace(rates) });
