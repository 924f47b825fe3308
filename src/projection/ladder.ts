import type { AcceleratorProfile } from "../reference/profile.ts";
import type { PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { architectureId } from "./architectureId.ts";
import type { RateKey } from "./interactivity.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import type { Setup } from "./setup.ts";
import type { Unavailable } from "./unavailable.ts";

/** A machine with its projection, and what others measured on it with this model. */
export interface LadderRow {
  readonly profile: AcceleratorProfile;
  readonly projection: DecodeProjection;
  /** For one user; in any storage, which each names. */
  readonly published: readonly PublishedMeasurement[];
}

/** A machine of which nothing can be said, and why. */
export interface LeftOut {
  readonly profile: AcceleratorProfile;
  readonly unavailable: Unavailable;
}

export interface Ladder {
  readonly rows: readonly LadderRow[];
  readonly leftOut: readonly LeftOut[];
}

/** What others measured for one user on this machine with a model of this shape. */
export const publishedOn = (
  { id }: AcceleratorProfile,
  model: ReferenceModel,
  measurements: readonly PublishedMeasurement[],
): readonly PublishedMeasurement[] =>
  measurements.filter(
    (measurement) =>
      measurement.profile === id &&
      architectureId(measurement.model) === model.id &&
      measurement.metric.startsWith("decode_tokens_per_s"),
  );

/** Every machine for one model and setup, in the order of the list. */
export const ladderOf = (
  { profiles, measurements }: Pick<Reference, "profiles" | "measurements">,
  model: ReferenceModel,
  setup: Setup,
): Ladder => {
  const rows: LadderRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const profile of profiles) {
    const projection = projectDecode(profile, model, setup);
    if (projection.status === "projected") {
      rows.push({ profile, projection, published: publishedOn(profile, model, measurements) });
    } else {
      leftOut.push({ profile, unavailable: projection });
    }
  }
  return { rows, leftOut };
};

export const ladderKeys: readonly RateKey[] = ["perUser", "perChip", "perSystem", "perMegawatt"];

/** Fewer rows than this would make an order of the few that publish something. */
export const fewestRowsPerKey = 8;

/** Keys by which enough rows can be sorted. */
export const usableKeys = (rows: readonly LadderRow[]): readonly RateKey[] =>
  ladderKeys.filter(
    (key) =>
      rows.filter(({ projection }) => projection.rates[key] !== undefined).length >=
      fewestRowsPerKey,
  );
