import type { TokensPerSecond } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import type { Rates } from "./rates.ts";
import { batches, type Setup } from "./setup.ts";

export type RateKey = keyof Rates;

/** A system at one batch: what each user gets against what all get. */
export interface InteractivityPoint {
  readonly batch: number;
  /** Chips over which one copy is spread. */
  readonly chips: number;
  readonly rates: Rates;
  readonly projection: DecodeProjection;
}

const pointsOf = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
  chips: number | undefined,
): readonly InteractivityPoint[] =>
  batches.flatMap((batch): readonly InteractivityPoint[] => {
    const projection = projectDecode(profile, model, {
      ...setup,
      batch,
      ...(chips !== undefined && { chips }),
    });
    return projection.status === "projected"
      ? [{ batch, chips: projection.deployment.chips, rates: projection.rates, projection }]
      : [];
  });

/** The fewest chips that hold one user's model. */
const fewest = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): number | undefined => {
  const { chips: _chips, ...free } = setup;
  const one = projectDecode(profile, model, { ...free, batch: 1 });
  return one.status === "projected" ? one.deployment.chips : undefined;
};

/**
 * One curve along batch on the same chips: those of the setup, or the fewest that hold one user's
 * model. It ends where the users' cache no longer fits; it is empty where nothing is projected.
 */
export const interactivityCurve = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): readonly InteractivityPoint[] => {
  const chips = setup.chips ?? fewest(profile, model, setup);
  return chips === undefined ? [] : pointsOf(profile, model, setup, chips);
};

/** Those points than which no other is better for each user and for all together. */
export const paretoFront = (
  points: readonly InteractivityPoint[],
  key: RateKey,
): readonly InteractivityPoint[] => {
  let best = 0;
  return points
    .filter(({ rates }) => rates[key] !== undefined)
    .toSorted((a, b) => b.rates.perUser - a.rates.perUser)
    .filter(({ rates }) => {
      const value = rates[key] ?? 0;
      const isBetter = value > best;
      best = Math.max(best, value);
      return isBetter;
    })
    .toReversed();
};

/** Spreads of one copy over a rack: from the fewest chips, doubled, to all of them. */
const spreads = (fewestChips: number, mostChips: number): readonly number[] => {
  const doubled: number[] = [];
  for (let chips = fewestChips; chips < mostChips; chips *= 2) doubled.push(chips);
  return [...doubled, Math.max(fewestChips, mostChips)];
};

/** The best of a system over all spreads of a copy, slowest for each user first. */
export const interactivityFront = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
  key: RateKey,
): readonly InteractivityPoint[] => {
  const fewestChips = fewest(profile, model, setup);
  if (fewestChips === undefined) return [];
  const all = spreads(fewestChips, profile.chips.count).flatMap((chips) =>
    pointsOf(profile, model, setup, chips),
  );
  return paretoFront(all, key);
};

/** What a ruler needs of a point: a projection has all rates, a published point only its own. */
export interface FrontPoint {
  readonly rates: Pick<Rates, "perUser"> & Partial<Rates>;
}

/** What a front gives where each user gets `perUser`; both axes are logarithmic between points. */
export const frontAt = (
  front: readonly FrontPoint[],
  perUser: TokensPerSecond,
  key: RateKey,
): number | undefined => {
  const above = front.findIndex(({ rates }) => rates.perUser >= perUser);
  const right = front[above];
  if (!right) return undefined; // faster than it can go
  const left = front[above - 1];
  const high = right.rates[key];
  const low = left?.rates[key];
  if (!left || low === undefined || high === undefined) return high; // slower is always possible
  const share =
    Math.log(perUser / left.rates.perUser) / Math.log(right.rates.perUser / left.rates.perUser);
  return low * (high / low) ** share;
};

/** How many times one front gives what another does at a rate per user; undefined past either end. */
export const rulerRatio = (
  front: readonly FrontPoint[],
  baseline: readonly FrontPoint[],
  perUser: TokensPerSecond,
  key: RateKey,
): number | undefined => {
  const [value, against] = [frontAt(front, perUser, key), frontAt(baseline, perUser, key)];
  return value === undefined || against === undefined ? undefined : value / against;
};
