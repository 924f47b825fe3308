import type { Source } from "./accelerators.ts";
import type { Claim } from "./claim.ts";
import { pairings, type Pairing } from "./pairing.ts";
import type { AcceleratorProfile } from "./profile.ts";
import type { PublishedMeasurement } from "./publishedMeasurement.ts";
import { fieldsOf, type RawRecord } from "./rawFields.ts";
import { readMeasurement } from "./readMeasurement.ts";
import { readModel, type RawModel } from "./readModel.ts";
import { readProfile, type RawAllInPower, type RawProfile } from "./readProfile.ts";
import type { ReferenceModel } from "./referenceModel.ts";

/** Everything that others have published and this program uses, each number with its origin. */
export interface Reference {
  /** Day on which the figures were last looked up. */
  readonly asOf: string;
  readonly profiles: readonly AcceleratorProfile[];
  readonly pairings: readonly Pairing[];
  readonly models: readonly ReferenceModel[];
  readonly measurements: readonly PublishedMeasurement[];
  readonly claims: readonly Claim[];
  readonly sources: readonly Source[];
}

type RawSources = Readonly<Record<string, Omit<Source, "id">>>;

export interface RawAccelerators {
  readonly as_of: string;
  readonly sources: RawSources;
  readonly profiles: readonly RawProfile[];
  readonly power_all_in_per_chip: readonly RawAllInPower[];
  readonly measured: readonly RawRecord[];
  readonly claims: readonly RawRecord[];
}

export interface RawModels {
  readonly sources: RawSources;
  readonly models: readonly RawModel[];
}

const sourcesOf = (raw: RawSources): readonly Source[] =>
  Object.entries(raw).map(([id, source]) => ({ id, ...source }));

/** The data files in this program's words. */
export const readReference = (accelerators: RawAccelerators, models: RawModels): Reference => ({
  asOf: accelerators.as_of,
  profiles: accelerators.profiles.map((raw) =>
    readProfile(raw, accelerators.power_all_in_per_chip),
  ),
  pairings,
  models: models.models.map(readModel),
  measurements: accelerators.measured.map(readMeasurement),
  claims: accelerators.claims.map((raw) => fieldsOf(raw) as unknown as Claim), // held to it by tests
  sources: [...sourcesOf(accelerators.sources), ...sourcesOf(models.sources)],
});
